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
        var now = write.Now;
        var same = write.Context.SignatureRequests.Where(r =>
            r.Reseller == linked.Request.Reseller && r.AmendmentNumber == mail.Amendment && r.Revision == mail.Revision && r.LinkNumber == mail.Link);
        await (mail.About switch
        {
            MailAbout.Link => same.Where(r => r.SentAt == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.SentAt, now), write.Cancellation),
            MailAbout.Reminder => same.Where(r => r.RemindersSent < mail.Number).ExecuteUpdateAsync(r => r.SetProperty(x => x.RemindersSent, mail.Number), write.Cancellation),
            MailAbout.Code => same.Where(r => r.CodeNumber == mail.Number && r.CodeSentAt == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.CodeSentAt, now), write.Cancellation),
            _ => Task.FromResult(0),
        });
        write.Tell(linked.Request.Reseller, ActionOf(mail.About), linked.Name.Name);
    }

    private static string ActionOf(MailAbout about) => about switch
    {
        MailAbout.Link => "SendSignatureLink",
        MailAbout.Reminder => "RemindSigner",
        MailAbout.Code => "SendSigningCode",
        MailAbout.Signed => "SendSignedQuote",
        _ => throw new ArgumentOutOfRangeException(nameof(about), about, "A mail about nothing known."),
    };
}
