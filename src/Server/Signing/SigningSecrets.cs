using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// Tokens of links and one-time codes. The database has their digests, and themselves encrypted with keys that lie beside it:
/// so a mail is written when it is sent, again with the same link when it was not certain whether it was, and whoever has the
/// database alone signs nothing (docs/decisions/0010).
/// </summary>
internal sealed class SigningSecrets(IDataProtectionProvider protection)
{
    private const int TokenBytes = 32;
    private const int CodeDigits = 8;

    private readonly IDataProtector protector = protection.CreateProtector("MyOpenIP.SigningSecrets.1");

    /// <summary>A new token: 32 random bytes, fit for an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>A new code: 8 digits.</summary>
    public static string NewCode() => RandomNumberGenerator.GetInt32(100_000_000).ToString($"D{CodeDigits}", CultureInfo.InvariantCulture);

    /// <summary>What is kept of a token to find it again.</summary>
    public static string DigestOf(string token) => Sha256Hex.Of(token);

    /// <summary>What is kept of a code to know it again. The token goes in: without it eight digits would soon be guessed from their digest.</summary>
    public static string DigestOf(string token, string code) => Sha256Hex.Of($"{token}\n{code}");

    /// <summary>A secret as it is kept.</summary>
    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>A secret that was kept.</summary>
    /// <exception cref="CryptographicException">The keys with which it was are gone.</exception>
    public string Unseal(string kept) => protector.Unprotect(kept);
}
