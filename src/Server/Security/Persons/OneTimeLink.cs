using System.Buffers.Text;
using System.Security.Cryptography;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// The link with which a person chooses a password and sets up the second factor, at first and after a reset: 32 random bytes,
/// of which the database has the digest, good once and for a day. To look at its page uses nothing up.
/// </summary>
internal static class OneTimeLink
{
    /// <summary>Where its page is.</summary>
    public const string Path = "/link";

    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int Bytes = 32;

    /// <summary>Gives an account a link, in the place of one that it has.</summary>
    /// <returns>Its code.</returns>
    public static string Give(Account account, DateTimeOffset now)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        (account.LinkDigest, account.LinkUntil) = (DigestOf(code), now + Lifetime);
        return code;
    }

    /// <summary>Takes it away.</summary>
    public static void Take(Account account) => (account.LinkDigest, account.LinkUntil) = (null, null);

    /// <summary>What is kept of a code.</summary>
    public static string DigestOf(string code) => Sha256Hex.Of(code);
}
