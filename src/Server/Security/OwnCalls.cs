using System.Security.Cryptography;
using System.Text;

namespace MyOpenIP.Server.Security;

/// <summary>How the server shows itself to itself when it calls itself: by a secret of this process, known to nobody else.</summary>
internal sealed class OwnCalls
{
    private readonly byte[] secret;

    /// <summary>Makes the secret.</summary>
    public OwnCalls()
    {
        Credentials = $"Own {Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        secret = Encoding.ASCII.GetBytes(Credentials);
    }

    /// <summary>The server as a caller: it reads as the operator.</summary>
    public static CallerPrincipal Principal { get; } = new(new Caller("service", ActorRole.Operator, null));

    /// <summary>What its authorization header says.</summary>
    public string Credentials { get; }

    /// <summary>Whether a header says it.</summary>
    public bool IsOwn(string credentials) =>
        credentials.Length == secret.Length && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(credentials), secret);
}
