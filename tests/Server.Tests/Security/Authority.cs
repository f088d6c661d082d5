using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>An authority that signs certificates, and writes them where a server reads them.</summary>
internal sealed class Authority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string folder;

    /// <summary>Makes an authority.</summary>
    /// <param name="folder">Where it writes.</param>
    /// <param name="name">Its name.</param>
    public Authority(string folder, string name)
    {
        this.folder = folder;
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File = Path.Combine(folder, name + ".crt");
        System.IO.File.WriteAllText(File, Certificate.ExportCertificatePem());
    }

    /// <summary>Its own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The file of it.</summary>
    public string File { get; }

    /// <summary>A certificate of a server of this machine.</summary>
    /// <returns>The files of it and of its key.</returns>
    public (string Certificate, string Key) MakeForServer(string file = "server")
    {
        using var made = Make("CN=localhost", "1.3.6.1.5.5.7.3.1", DateTimeOffset.UtcNow.AddDays(1));
        var paths = (Path.Combine(folder, file + ".crt"), Path.Combine(folder, file + ".key"));
        System.IO.File.WriteAllText(paths.Item1, made.ExportCertificatePem());
        System.IO.File.WriteAllText(paths.Item2, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return paths;
    }

    /// <summary>A certificate of a client.</summary>
    public X509Certificate2 MakeForClient(string name, bool isOver = false, string usage = "1.3.6.1.5.5.7.3.2") =>
        Make($"CN={name}", usage, isOver ? DateTimeOffset.UtcNow.AddHours(-1) : DateTimeOffset.UtcNow.AddDays(1));

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Make(string subject, string usage, DateTimeOffset until)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(Certificate, DateTimeOffset.UtcNow.AddHours(-2), until, RandomNumberGenerator.GetBytes(8));
        using var whole = made.CopyWithPrivateKey(own);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
