using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Tests.Signing.Sealing;

/// <summary>
/// A time-stamping authority (RFC 3161) of the tests' own: openssl makes the time stamps, a listener of this machine brings them.
/// Beside it the operator's certificate, of the same root. What is asked, and what is answered instead, is for the test to say.
/// </summary>
internal sealed class StampingAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HttpListener listener = new();
    private int asked;

    public StampingAuthority(string folder, string name = "authority")
    {
        (Folder, Address) = (Directory.CreateDirectory(Path.Combine(folder, name)).FullName, new Uri($"http://127.0.0.1:{FreePort()}/stamp"));
        using var rootKey = RSA.Create(2048);
        var request = new CertificateRequest($"CN=Root of {name}", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var root = request.CreateSelfSigned(From, Until);
        File.WriteAllText(Roots, root.ExportCertificatePem());
        using var stamper = Make(root, "CN=Stamper", new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        File.WriteAllText(At("stamper.crt"), stamper.ExportCertificatePem());
        File.WriteAllText(At("stamper.key"), stamper.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var sealing = Make(root, "CN=openIP sceau de test", new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        File.WriteAllBytes(Certificate, new X509Certificate2Collection { sealing, X509CertificateLoader.LoadCertificate(root.RawData) }.Export(X509ContentType.Pkcs12, Password)!);
        File.WriteAllText(At("password"), Password + "\n");
        File.WriteAllText(At("serial"), "01\n");
        File.WriteAllText(At("ts.cnf"), $"""
            [tsa]
            default_tsa = one
            [one]
            serial = {At("serial")}
            crypto_device = builtin
            signer_cert = {At("stamper.crt")}
            certs = {Roots}
            signer_key = {At("stamper.key")}
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            ordering = no
            tsa_name = no
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            """);
        listener.Prefixes.Add($"http://127.0.0.1:{Address.Port}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Folder { get; }

    public Uri Address { get; }

    public string Password { get; }

    /// <summary>The certificates that vouch for it.</summary>
    public string Roots => At("root.crt");

    /// <summary>The operator's certificate, with its key.</summary>
    public string Certificate => At("seal.p12");

    /// <summary>How often it was asked.</summary>
    public int Asked => asked;

    /// <summary>What it answers to the n-th question instead of a time stamp; null: it gives one.</summary>
    public Func<int, (int Status, byte[] Content)?> Instead { get; set; } = _ => null;

    /// <summary>What a server is told to seal by it.</summary>
    public string[] Settings =>
        ["--Seal:Certificate", Certificate, "--Seal:PasswordFile", At("password"), "--Seal:Authority", Address.ToString(), "--Seal:AuthorityRoots", Roots];

    /// <summary>The path of a file of it.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Runs a program that must be there.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + error);
    }

    public void Dispose() => listener.Close();

    private static X509Certificate2 Make(X509Certificate2 root, string subject, X509Extension usage)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(usage);
        using var made = request.Create(root, From, Until, RandomNumberGenerator.GetBytes(8));
        using var whole = made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception thrown) when (thrown is HttpListenerException or ObjectDisposedException or IOException)
            {
                // It ends, or who asked has gone.
            }
    }

    private async Task AnswerAsync(HttpListenerContext http)
    {
        var number = Interlocked.Increment(ref asked);
        var (query, reply) = (At($"{number}.tsq"), At($"{number}.tsr"));
        await using (var file = File.Create(query))
            await http.Request.InputStream.CopyToAsync(file);
        var (status, content) = (200, Array.Empty<byte>());
        if (Instead(number) is { } instead)
            (status, content) = instead;
        else
        {
            var (code, output) = await RunAsync("openssl", "ts", "-reply", "-config", At("ts.cnf"), "-queryfile", query, "-out", reply);
            if (code != 0)
                throw new IOException(output);
            content = await File.ReadAllBytesAsync(reply);
        }
        (http.Response.StatusCode, http.Response.ContentType, http.Response.ContentLength64) = (status, "application/timestamp-reply", content.Length);
        await http.Response.OutputStream.WriteAsync(content);
        http.Response.Close();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
