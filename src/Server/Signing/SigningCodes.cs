using System.Security.Cryptography;
using System.Text;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// One-time codes, sent to the signer's mailbox when it asks for one on the page. Ten minutes, five tries, five codes a link: at
/// most 25 guesses at eight digits before the requester has to ask for another link.
/// </summary>
internal sealed class SigningCodes(SigningSecrets secrets)
{
    /// <summary>Times that a code may be tried.</summary>
    public const int MostTries = 5;

    /// <summary>Codes of one link.</summary>
    public const int MostCodes = 5;

    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Makes a code and has it sent; the one before is void.</summary>
    /// <returns>Whether it will be sent; else the link is closed, needs none, or has had its codes.</returns>
    public async Task<bool> SendAsync(Write write, string token)
    {
        if (await write.OpenByLinkAsync(token) is not { Request: { CodeRequired: true, CodeNumber: < MostCodes } request } linked)
            return false;
        var code = SigningSecrets.NewCode();
        request.CodeNumber++;
        (request.CodeDigest, request.SealedCode) = (SigningSecrets.DigestOf(token, code), secrets.Seal(code));
        (request.CodeUntil, request.CodeTries, request.CodeSentAt) = (write.Now + Lifetime, 0, null);
        SigningMail.Enqueue(write, request, MailAbout.Code, request.CodeNumber);
        write.Tell(request.Reseller, "RequestSigningCode", linked.Name.Name);
        return true;
    }

    /// <summary>Counts a try before it is judged, in a write of its own: a hundred at once are no way around the bound.</summary>
    /// <returns>Whether there is one left.</returns>
    public static async Task<bool> TakeTryAsync(Write write, string token)
    {
        if (await write.OpenByLinkAsync(token) is not { Request: { CodeTries: < MostTries } request } linked || request.CodeUntil is not { } until || until <= write.Now)
            return false;
        request.CodeTries++;
        write.Tell(request.Reseller, "TrySigningCode", linked.Name.Name);
        return true;
    }

    /// <summary>Whether a code is the one that was sent, and still good.</summary>
    public static bool IsCode(SignatureRequest request, string token, string code, DateTimeOffset now) =>
        request.CodeDigest.Length > 0 && request.CodeUntil > now && request.CodeTries <= MostTries
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(request.CodeDigest), Encoding.ASCII.GetBytes(SigningSecrets.DigestOf(token, code)));
}
