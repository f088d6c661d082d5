using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>With what acceptances are sealed: the operator's certificate, a time-stamping authority, both, or nothing.</summary>
internal sealed record SealMeans
{
    /// <summary>The operator's certificate with its key; null: no copy is sealed.</summary>
    public required X509Certificate2? Certificate { get; init; }

    /// <summary>Those between it and its authority.</summary>
    public required X509Certificate2Collection Chain { get; init; }

    /// <summary>The time-stamping authority (RFC 3161); null: nothing is time-stamped.</summary>
    public required Uri? Authority { get; init; }

    /// <summary>Who vouches for it: a time stamp of anybody else is refused.</summary>
    public required X509Certificate2Collection AuthorityRoots { get; init; }

    /// <summary>Whether anything is made of acceptances.</summary>
    public bool Exist => Certificate is not null || Authority is not null;

    /// <summary>The means that are set.</summary>
    /// <exception cref="StartRefusedException">They are not to be used: the message says why, a line for each fault.</exception>
    public static SealMeans Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var faults = new List<string>();
        var all = CertificatesOf(configuration, environment, faults);
        var own = all.FirstOrDefault(c => c.HasPrivateKey);
        if (own is null && all.Count > 0)
            faults.Add($"--{Settings.SealCertificate.Name} has no certificate with its private key: name a PKCS#12 file that has both.");
        if (own is not null && own.GetRSAPublicKey() is null && own.GetECDsaPublicKey() is null)
            faults.Add($"--{Settings.SealCertificate.Name} has a key that is neither RSA nor ECDSA.");
        var means = new SealMeans
        {
            Certificate = own,
            Chain = [.. all.Where(c => !c.HasPrivateKey)],
            Authority = Settings.SealAuthority.Of(configuration) is { } address ? new Uri(address.ToString().TrimEnd('/')) : null,
            AuthorityRoots = RootsOf(configuration, environment, faults),
        };
        if (means.Authority is not null != means.AuthorityRoots.Count > 0)
            faults.Add($"--{Settings.SealAuthority.Name} and --{Settings.SealAuthorityRoots.Name} go together: a time stamp is worth who vouches for it.");
        return faults.Count == 0 ? means : throw new StartRefusedException(string.Join(Environment.NewLine, faults));
    }

    private static X509Certificate2Collection CertificatesOf(IConfiguration configuration, IHostEnvironment environment, List<string> faults)
    {
        if (Settings.SealCertificate.Of(configuration) is not { Length: > 0 } name)
            return [];
        var (file, before) = (Path.Combine(environment.ContentRootPath, name), faults.Count);
        var password = PasswordSettings.Of(configuration, environment, Settings.SealPassword, Settings.SealPasswordFile, faults);
        if (faults.Count > before)
            return [];
        try
        {
            // The key stays in memory.
            return X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add($"--{Settings.SealCertificate.Name} is \"{file}\", which cannot be read as PKCS#12 with the password that is set ({thrown.GetType().Name}).");
            return [];
        }
    }

    private static X509Certificate2Collection RootsOf(IConfiguration configuration, IHostEnvironment environment, List<string> faults)
    {
        var roots = new X509Certificate2Collection();
        if (Settings.SealAuthorityRoots.Of(configuration) is not { Length: > 0 } name)
            return roots;
        var file = Path.Combine(environment.ContentRootPath, name);
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add($"--{Settings.SealAuthorityRoots.Name} is \"{file}\", which cannot be read as certificates (PEM, {thrown.GetType().Name}).");
        }
        return roots;
    }
}
