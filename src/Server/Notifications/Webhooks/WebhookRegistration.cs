using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>Adds webhooks of resellers and closes them.</summary>
internal sealed class WebhookRegistration(WebhookSecrets secrets, WebhookSender sender)
{
    /// <summary>Most webhooks of a reseller that are told: each is a message of every event.</summary>
    public const int Most = 5;

    /// <summary>Adds one.</summary>
    /// <param name="write">The write.</param>
    /// <param name="reseller">Code of the reseller.</param>
    /// <param name="url">The address.</param>
    /// <returns>It, and its secret, which is told this once.</returns>
    /// <exception cref="WebhookRefusedException">It cannot be added.</exception>
    public async Task<(Webhook Webhook, string Secret)> AddAsync(Write write, string reseller, string url)
    {
        if (sender.FaultOf(url) is { } fault)
            throw new WebhookRefusedException(fault);
        if (!await write.Context.Customers.AnyAsync(c => c.Reseller == reseller, write.Cancellation))
            throw new WebhookRefusedException($"No customer has the reseller \"{reseller}\": name it by its code.");
        var there = await write.Context.Webhooks.Where(w => w.Reseller == reseller).ToListAsync(write.Cancellation);
        if (there.Count(w => !w.IsDisabled) >= Most)
            throw new WebhookRefusedException(Invariant($"{reseller} has {Most} webhooks: disable one first."));
        var secret = WebhookSecrets.New();
        var webhook = new Webhook
        {
            Reseller = reseller,
            Number = there.Select(w => w.Number).DefaultIfEmpty().Max() + 1,
            Url = url,
            SealedSecret = secrets.Seal(secret),
            CreatedAt = write.Now,
        };
        write.Context.Add(webhook);
        write.Tell(reseller, "AddWebhook", Subject(webhook));
        return (webhook, secret);
    }

    /// <summary>Sends nothing to one any more, for good; what waits to be sent to it neither.</summary>
    /// <exception cref="WebhookRefusedException">There is none.</exception>
    public static async Task DisableAsync(Write write, string reseller, int number)
    {
        var webhook = await write.Context.Webhooks.SingleOrDefaultAsync(w => w.Reseller == reseller && w.Number == number, write.Cancellation)
            ?? throw new WebhookRefusedException(Invariant($"{reseller} has no webhook {number}: list names those that there are."));
        if (webhook.IsDisabled)
            return;
        webhook.IsDisabled = true;
        write.Tell(reseller, "DisableWebhook", Subject(webhook));
    }

    private static string Subject(Webhook webhook) => Invariant($"webhooks/{webhook.Reseller}/{webhook.Number}");
}

/// <summary>A webhook is not added or closed: the message says why.</summary>
internal sealed class WebhookRefusedException(string message) : Exception(message);
