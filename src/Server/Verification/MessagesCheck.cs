using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Signing.Sealing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Verification;

/// <summary>
/// Nothing was sent, or waits to be sent, of what did not happen; and of what happened everything was sent, or waits in its turn.
/// That a message was sent is forgotten after a while, so that what the audit tells of it counts as well.
/// </summary>
internal static class MessagesCheck
{
    /// <summary>The first message without its cause, or cause without its message.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var rows = verified.Context.Outbox.AsNoTracking().OrderBy(r => r.Reseller).ThenBy(r => r.Kind).ThenBy(r => r.Key);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(verified.Cancellation))
        {
            verified.See();
            if (await BreakOfAsync(verified, row) is { } what)
                return new($"outbox/{row.Kind}/{row.Key}", what);
        }
        await foreach (var request in verified.Context.SignatureRequests.AsNoTracking().OrderBy(r => r.Reseller).ThenBy(r => r.AmendmentNumber).AsAsyncEnumerable().WithCancellation(verified.Cancellation))
        {
            verified.See();
            if (await UnsentAsync(verified, request) is { } what)
                return new(ResourceNames.Quote(request.CustomerId, request.AmendmentNumber, request.Revision), what);
        }
        return await UntoldAsync(verified);
    }

    private static async Task<string?> BreakOfAsync(Verified verified, OutboxRow row)
    {
        if (row.State is OutboxState.Pending && row.NotBefore - (row.ChangedAt > row.DueAt ? row.ChangedAt : row.DueAt) > OutboxLimits.LongestWait)
            return $"it waits until {row.NotBefore:O}, later than anything waits";
        return row.Kind switch
        {
            SigningMail.Kind => await MailBreakAsync(verified, row),
            Webhook.Kind => await WebhookBreakAsync(verified, row),
            SealConsumer.OfKind => await SealBreakAsync(verified, row),
            _ => "it is of no kind that there is",
        };
    }

    private static async Task<string?> MailBreakAsync(Verified verified, OutboxRow row)
    {
        if (SigningMail.OfKey(row.Key) is not { } mail || await verified.Context.OfMailAsync(row.Reseller, mail, verified.Cancellation) is not { } linked || linked.Request.LinkNumber < mail.Link)
            return "nobody was asked for the signature that it is about";
        if (mail.About is MailAbout.Signed or MailAbout.Completed && linked.Request.Answer is not SignatureAnswer.Signed)
            return "it says that a quote was signed, which was not";
        if (mail.About is MailAbout.Code && linked.Request.LinkNumber == mail.Link && linked.Request.CodeNumber < mail.Number)
            return "nobody asked for the code that it brings";
        return row.State is OutboxState.Sent && await IsUnnotedAsync(verified, mail, linked)
            ? "it counts as sent, and nobody noted that a mail server took it"
            : null;
    }

    /// <summary>What was not overtaken was noted before it counted as sent.</summary>
    private static async Task<bool> IsUnnotedAsync(Verified verified, SigningMail mail, LinkedSignature linked)
    {
        var request = linked.Request;
        var isOpen = IsOpen(request, linked.Amendment) && request.LinkNumber == mail.Link;
        return mail.About switch
        {
            MailAbout.Link => isOpen && request.SentAt is null,
            MailAbout.Reminder => isOpen && request.RemindersSent < mail.Number,
            MailAbout.Signed => !await IsToldAsync(verified, request, NoteSending.ActionOf(mail.About)),
            _ => false,
        };
    }

    private static async Task<string?> SealBreakAsync(Verified verified, OutboxRow row) =>
        SealConsumer.QuoteOf(row.Key) is var (amendment, revision)
        && await verified.Context.SignatureEvidences.AnyAsync(e => e.Reseller == row.Reseller && e.AmendmentNumber == amendment && e.Revision == revision, verified.Cancellation)
            ? null
            : "it seals an acceptance that there is not";

    private static async Task<string?> WebhookBreakAsync(Verified verified, OutboxRow row)
    {
        var parts = row.Key.Split('/');
        return parts is [var number, var id] && number == row.Receiver && int.TryParse(number, out var webhook) && Guid.TryParse(id, out var told)
            && await verified.Context.Webhooks.AnyAsync(w => w.Reseller == row.Reseller && w.Number == webhook, verified.Cancellation)
            && await verified.Context.Events.AnyAsync(e => e.Reseller == row.Reseller && e.Id == told, verified.Cancellation)
                ? null
                : "it tells a webhook that there is not, or of what did not happen";
    }

    /// <summary>Whoever was asked is written to, and whoever signed gets what it signed.</summary>
    private static async Task<string?> UnsentAsync(Verified verified, SignatureRequest request)
    {
        var context = verified.Context;
        var paper = await context.QuotePapers.Where(p => p.Reseller == request.Reseller && p.AmendmentNumber == request.AmendmentNumber && p.Revision == request.Revision)
            .Select(p => p.PdfSha256).SingleOrDefaultAsync(verified.Cancellation);
        if (paper != request.QuoteSha256)
            return "its mails join another PDF than the one that its customer was asked to sign";
        var amendment = await context.Amendments.AsNoTracking().SingleOrDefaultAsync(a => a.Reseller == request.Reseller && a.Number == request.AmendmentNumber, verified.Cancellation);
        if (amendment is not null && IsOpen(request, amendment) && request is { LinkDelivery: LinkDelivery.Email, SentAt: null } && !await IsInOutboxAsync(verified, request, MailAbout.Link))
            return "its customer is asked to sign, and the mail with the link was not sent and does not wait to be";
        return request.Answer is SignatureAnswer.Signed && !await IsInOutboxAsync(verified, request, MailAbout.Signed)
            && !await IsToldAsync(verified, request, NoteSending.ActionOf(MailAbout.Signed))
            ? "it was signed, and the mail that says so was not sent and does not wait to be"
            : null;
    }

    private static bool IsOpen(SignatureRequest request, Amendment amendment) =>
        request.Answer is SignatureAnswer.None && amendment.State is AmendmentState.AwaitingSignature && amendment.QuotedRevision == request.Revision;

    private static Task<bool> IsInOutboxAsync(Verified verified, SignatureRequest request, MailAbout about)
    {
        var key = new SigningMail(request.AmendmentNumber, request.Revision, about, request.LinkNumber, 1).Key;
        return verified.Context.Outbox.AnyAsync(r => r.Reseller == request.Reseller && r.Kind == SigningMail.Kind && r.Key == key, verified.Cancellation);
    }

    private static Task<bool> IsToldAsync(Verified verified, SignatureRequest request, string action)
    {
        var name = ResourceNames.Amendment(request.CustomerId, request.AmendmentNumber);
        return verified.Context.AuditEntries.AnyAsync(e => e.Reseller == request.Reseller && e.Subject == name && e.Action == action, verified.Cancellation);
    }

    /// <summary>Every webhook has a message of every event since it is there; those before the oldest that is still on record as sent may be forgotten.</summary>
    private static async Task<Break?> UntoldAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        if (await context.Outbox.Where(r => r.Kind == Webhook.Kind && r.State == OutboxState.Sent).MinAsync(r => (DateTimeOffset?)r.NotBefore, cancellation) is not { } since)
            return null;
        foreach (var webhook in await context.Webhooks.AsNoTracking().Where(w => !w.IsDisabled).OrderBy(w => w.Reseller).ThenBy(w => w.Number).ToListAsync(cancellation))
        {
            var receiver = Invariant($"{webhook.Number}");
            var keys = await context.Outbox.Where(r => r.Reseller == webhook.Reseller && r.Kind == Webhook.Kind && r.Receiver == receiver).Select(r => r.Key).ToHashSetAsync(cancellation);
            var events = context.Events.AsNoTracking().Where(e => e.Reseller == webhook.Reseller && e.At > webhook.CreatedAt && e.At >= since).OrderBy(e => e.Position);
            await foreach (var told in events.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                verified.See();
                if (!keys.Contains($"{receiver}/{told.Id}"))
                    return new(told.Subject, Invariant($"webhook {webhook.Number} of {webhook.Reseller} was not told of {told.Kind} at {told.At:O}, and that does not wait"));
            }
        }
        return null;
    }
}
