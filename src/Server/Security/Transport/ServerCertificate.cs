using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MyOpenIP.Server.Observability;

namespace MyOpenIP.Server.Security.Transport;

/// <summary>The certificate of the server. Its files are looked at now and then: one that was renewed is taken up without a restart.</summary>
internal sealed class ServerCertificate
{
    /// <summary>How often the files are looked at, at most.</summary>
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(10);

    private readonly string path;
    private readonly string keyPath;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock looking = new();
    private volatile SslStreamCertificateContext context;
    private (DateTime, DateTime) written;
    private DateTimeOffset looked;

    /// <summary>Reads the certificate.</summary>
    /// <param name="path">The file of the certificate, with those between it and its authority.</param>
    /// <param name="keyPath">The file of its key.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what is taken up.</param>
    /// <exception cref="StartRefusedException">It cannot be read.</exception>
    public ServerCertificate(string path, string keyPath, TimeProvider time, ILogger logger)
    {
        (this.path, this.keyPath, this.time, this.logger) = (path, keyPath, time, logger);
        (written, looked) = (WrittenAt(), time.GetUtcNow());
        try
        {
            context = Read();
        }
        catch (Exception thrown) when (IsUnreadable(thrown))
        {
            throw new StartRefusedException($"--{Settings.TlsCertificate.Name} {path} with --{Settings.TlsKey.Name} {keyPath} is no certificate with its key ({thrown.Message.TrimEnd('.')}): name PEM files of a certificate and of its own key, without a password.");
        }
    }

    /// <summary>What is shown to whoever connects.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            if (time.GetUtcNow() - looked >= LookPeriod)
                Look();
            return context;
        }
    }

    private void Look()
    {
        lock (looking)
        {
            looked = time.GetUtcNow();
            try
            {
                if (WrittenAt() is var now && now == written)
                    return;
                (context, written) = (Read(), now);
                logger.CertificateTakenUp(path, context.TargetCertificate.NotAfter.ToUniversalTime());
            }
            catch (Exception thrown) when (IsUnreadable(thrown))
            {
                logger.CertificateUnread(path, thrown.Message);
            }
        }
    }

    private SslStreamCertificateContext Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        var certificate = X509Certificate2.CreateFromPemFile(path, keyPath);
        return SslStreamCertificateContext.Create(certificate, [.. chain.Skip(1)], offline: true);
    }

    private (DateTime, DateTime) WrittenAt() => (File.GetLastWriteTimeUtc(path), File.GetLastWriteTimeUtc(keyPath));

    private static bool IsUnreadable(Exception thrown) => thrown is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;
}
