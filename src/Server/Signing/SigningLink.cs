using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Links: a quote has one at a time.</summary>
internal static class SigningLink
{
    /// <summary>Most links of one quote: each is a mail that somebody gets.</summary>
    public const int Most = 20;

    /// <summary>Gives a signature a new link, in the place of one that it has: mails and codes of that one are void.</summary>
    public static void Give(Write write, SignatureRequest request, SigningSecrets secrets, SignaturePolicy policy)
    {
        var token = SigningSecrets.NewToken();
        request.LinkNumber++;
        (request.LinkDigest, request.SealedLink, request.LinkMadeAt) = (SigningSecrets.DigestOf(token), secrets.Seal(token), write.Now);
        (request.SentAt, request.OpenedAt, request.OpenedFrom, request.OpenedWith, request.RemindersSent) = (null, null, "", "", 0);
        (request.CodeNumber, request.CodeDigest, request.SealedCode, request.CodeUntil, request.CodeTries, request.CodeSentAt) = (0, "", "", null, 0, null);
        if (request.LinkDelivery is LinkDelivery.Requester)
            return;
        SigningMail.Enqueue(write, request, MailAbout.Link);
        foreach (var (i, days) in policy.ReminderDays.Index())
            if (write.Now.AddDays(days) is var due && due < request.ExpiresAt)
                SigningMail.Enqueue(write, request, MailAbout.Reminder, i + 1, due);
    }
}
