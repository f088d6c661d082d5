using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MyOpenIP.Server.Security.Transport;

/// <summary>
/// Certificates of internal systems. Where their authorities are set, such a client shows its token over a connection with a
/// certificate of theirs that has the client's name, and is not let in without; all others connect with none.
/// </summary>
internal sealed class ClientCertificates
{
    private static readonly Oid ForClients = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2Collection authorities = [];

    /// <summary>Reads the authorities.</summary>
    /// <param name="path">Their file; empty: no client has a certificate.</param>
    /// <exception cref="StartRefusedException">It cannot be read.</exception>
    public ClientCertificates(string path)
    {
        if (path.Length == 0)
            return;
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception thrown) when (thrown is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, thrown.Message.TrimEnd('.'));
        }
        if (authorities.Count == 0)
            throw Refusal(path, "there is none in it");
    }

    /// <summary>Whether internal systems need them.</summary>
    public bool AreNeeded => authorities.Count > 0;

    /// <summary>Asks for one at each connection. None at all is let in, one of somebody else's is not.</summary>
    public void Ask(SslServerAuthenticationOptions options)
    {
        if (!AreNeeded)
            return;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            ApplicationPolicy = { ForClients },
        };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            certificate is null ? errors is SslPolicyErrors.RemoteCertificateNotAvailable : errors is SslPolicyErrors.None;
    }

    /// <summary>Whether a request comes over a connection that a client may use.</summary>
    /// <param name="http">The request.</param>
    /// <param name="role">Role of the client.</param>
    /// <param name="name">Its name.</param>
    public bool Allow(HttpContext http, ActorRole role, string name) => !AreNeeded || role is not ActorRole.InternalSystem
        || (http.Connection.ClientCertificate is { } certificate && certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == name);

    private static StartRefusedException Refusal(string path, string why) =>
        new($"--{Settings.TlsClientAuthorities.Name} {path} has no certificates of authorities ({why}): name a PEM file of them.");
}
