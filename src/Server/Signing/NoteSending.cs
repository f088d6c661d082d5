using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Notes that a mail server took a mail to a signer: when it was first sent is part of what a signature is judged by.</summary>
internal static class NoteSending
{
    /// <summary>Notes it.</summary>
    /// <param name="write">The write, of the service.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="linked">What it is about.</param>
    public static async Task RunAsync(Write write, SigningMail mail, LinkedSignature linked)
    {
        var request = await write.Context.SignatureRequests.SingleAsync(
            r => r.Reseller == linked.Request.Reseller && r.AmendmentNumber == mail.Amendment && r.Revision == mail.Revision, write.Cancellation);
        if (request.LinkNumber == mail.Link)
            Note(request, mail, write.Now);
        write.Tell(request.Reseller, ActionOf(mail.About), linked.Name.Name);
    }

    private static void Note(SignatureRequest request, SigningMail mail, DateTimeOffset now)
    {
        switch (mail.About)
        {
            case MailAbout.Link:
                request.SentAt ??= now;
                break;
            case MailAbout.Reminder:
                request.RemindersSent = Math.Max(request.RemindersSent, mail.Number);
                break;
            case MailAbout.Code when request.CodeNumber == mail.Number:
                request.CodeSentAt ??= now;
                break;
        }
    }

    /// <summary>What is told of a mail that was sent.</summary>
    public static string ActionOf(MailAbout about) => about switch
    {
        MailAbout.Link => "SendSignatureLink",
        MailAbout.Reminder => "RemindSigner",
        MailAbout.Code => "SendSigningCode",
        MailAbout.Signed => "SendSignedQuote",
        MailAbout.Completed => "SendCertificate",
        _ => throw new ArgumentOutOfRangeException(nameof(about), about, "A mail about nothing known."),
    };
}
