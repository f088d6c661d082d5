using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using StandardWebhooks;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>Tells webhooks of events: as CloudEvents in JSON, signed as Standard Webhooks says. The same event has the same id however often it comes.</summary>
internal sealed class WebhookConsumer(
    StorageContexts contexts, WebhookSecrets secrets, WebhookSender sender, Uri source, TimeProvider time, ILogger<WebhookConsumer> logger) : IOutboxConsumer
{
    /// <inheritdoc/>
    public string Kind => Webhook.Kind;

    /// <inheritdoc/>
    public async Task SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        var (webhook, told) = await FindAsync(row, cancellation);
        if (webhook is not { IsDisabled: false } || told is null)
        {
            logger.WebhookNotNeeded(row.Key, webhook is null ? "it is gone" : webhook.IsDisabled ? "it is disabled" : "the event is gone");
            return;
        }
        var (id, (content, contentType)) = (WebhookMessages.IdOf(told), WebhookMessages.Of(told, source));
        var now = time.GetUtcNow();
        var signature = new StandardWebhook(secrets.Unseal(webhook.SealedSecret)).Sign(id, now, Encoding.UTF8.GetString(content));
        await sender.SendAsync(
            webhook.Url, content, contentType,
            [new("webhook-id", id), new("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), new("webhook-signature", signature)],
            cancellation);
    }

    private async Task<(Webhook? Webhook, Event? Told)> FindAsync(OutboxRow row, CancellationToken cancellation)
    {
        var (reseller, number, id) = (row.Reseller, int.Parse(row.Receiver, CultureInfo.InvariantCulture), Guid.Parse(row.Key.AsSpan(row.Receiver.Length + 1)));
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return (
            await context.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Reseller == reseller && w.Number == number, cancellation),
            await context.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Reseller == reseller && e.Id == id, cancellation));
    }
}
