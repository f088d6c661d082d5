using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Events;

/// <summary>An address of a reseller that is told of every event of its amendments and orders.</summary>
internal sealed class Webhook
{
    /// <summary>The kind of its messages in the outbox.</summary>
    public const string Kind = "webhook";

    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>1 for the reseller's first.</summary>
    public required int Number { get; set; }

    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>The secret with which messages to it are signed, encrypted by the server's keys: it must be read to sign.</summary>
    public required string SealedSecret { get; set; }

    /// <summary>Whether nothing is sent to it any more.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Key of the webhooks, and their rows in the outbox.</summary>
internal static class WebhooksModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Webhook>(webhook =>
    {
        webhook.HasKey(w => new { w.Reseller, w.Number });
        webhook.Property(w => w.SealedSecret).IsSecret();
    });

    /// <summary>Puts a message for every webhook of its reseller into the outbox, where there is any: no look at the table before.</summary>
    public static AppendedRows AddWebhooks(this AppendedRows rows, IReadOnlyList<Event> events)
    {
        foreach (var told in events)
        {
            var at = told.At.UtcTicks;
            rows.Add(
                $"""
                INSERT INTO "Outbox" ("Reseller", "Kind", "Key", "Receiver", "Payload", "State", "Attempts", "NotBefore", "DueAt", "Unfinished", "LeasedUntil", "Fence", "At", "ChangedAt", "Fault")
                SELECT "Reseller", {Webhook.Kind}, CAST("Number" AS TEXT) || '/' || {$"{told.Id}"}, CAST("Number" AS TEXT), {Array.Empty<byte>()}, 'Pending', 0, {at}, {at}, 0, 0, 0, {at}, {at}, ''
                FROM "Webhooks" WHERE "Reseller" = {told.Reseller} AND NOT "IsDisabled"
                """);
        }
        return rows;
    }
}
