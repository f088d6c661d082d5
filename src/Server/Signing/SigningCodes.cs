using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
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
        var (context, now) = (write.Context, write.Now);
        if (await context.ByLinkAsync(token, write.Cancellation) is not { } linked || !linked.Request.CodeRequired
            || SignatureStates.Of(linked.Request, linked.Amendment, now) is not SignatureState.Open)
            return false;
        var (code, number) = (SigningSecrets.NewCode(), linked.Request.CodeNumber + 1);
        var (digest, kept, until) = (SigningSecrets.DigestOf(token, code), secrets.Seal(code), now + Lifetime);
        var made = await context.Unanswered(linked.Request.LinkDigest).Where(r => r.CodeNumber == number - 1 && number <= MostCodes).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.CodeNumber, number).SetProperty(x => x.CodeDigest, digest).SetProperty(x => x.SealedCode, kept)
                .SetProperty(x => x.CodeUntil, until).SetProperty(x => x.CodeTries, 0).SetProperty(x => x.CodeSentAt, (DateTimeOffset?)null),
            write.Cancellation);
        if (made == 0)
            return false;
        SigningMail.Enqueue(write, linked.Request, MailAbout.Code, number);
        write.Tell(linked.Request.Reseller, "RequestSigningCode", linked.Name.Name);
        return true;
    }

    /// <summary>Counts a try before it is judged, in a write of its own: a hundred at once are no way around the bound.</summary>
    /// <returns>Whether there is one left.</returns>
    public static async Task<bool> TakeTryAsync(Write write, string token)
    {
        var now = write.Now;
        return await write.Context.Unanswered(SigningSecrets.DigestOf(token)).Where(r => r.CodeTries < MostTries && r.CodeUntil > now)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.CodeTries, x => x.CodeTries + 1), write.Cancellation) == 1;
    }

    /// <summary>Whether a code is the one that was sent, and still good.</summary>
    public static bool IsCode(SignatureRequest request, string token, string code, DateTimeOffset now) =>
        request.CodeDigest.Length > 0 && request.CodeUntil > now && request.CodeTries <= MostTries
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(request.CodeDigest), Encoding.ASCII.GetBytes(SigningSecrets.DigestOf(token, code)));
}
