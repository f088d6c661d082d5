using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Erases what the audit tells of changes long past: personal data does not live for ever. Who did what and when stays, and the
/// chain holds, for it has the digest of a payload alone. The erasure is told in the audit itself.
/// </summary>
internal static class EraseAuditPayloads
{
    /// <summary>Payloads of one transaction: a server beside it waits for no more.</summary>
    public const int BatchSize = 2_000;

    private const string SubjectPrefix = "audit/payloads/before/";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Erases the oldest ones.</summary>
    /// <param name="write">The write.</param>
    /// <param name="before">Payloads of entries before this instant, in whole seconds.</param>
    /// <returns>How many were erased; fewer than <see cref="BatchSize"/>: no more are left.</returns>
    public static async Task<int> RunAsync(Write write, DateTimeOffset before)
    {
        var (context, cancellation) = (write.Context, write.Cancellation);
        var found = await (
            from payload in context.AuditPayloads
            join entry in context.AuditEntries on new { payload.Reseller, payload.Sequence } equals new { entry.Reseller, entry.Sequence }
            where entry.At < before
            orderby payload.Reseller, payload.Sequence
            select new { payload.Reseller, payload.Sequence }).Take(BatchSize).ToListAsync(cancellation);
        foreach (var ofReseller in found.GroupBy(p => p.Reseller))
        {
            var sequences = ofReseller.Select(p => p.Sequence).ToArray();
            await context.AuditPayloads.Where(p => p.Reseller == ofReseller.Key && sequences.Contains(p.Sequence)).ExecuteDeleteAsync(cancellation);
            write.Tell(
                ofReseller.Key, nameof(EraseAuditPayloads), SubjectPrefix + before.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
                new JsonObject { ["erased"] = sequences.Length }.ToJsonString());
        }
        return found.Count;
    }

    /// <summary>The instant before which an entry says that payloads were erased; another entry: null.</summary>
    public static DateTimeOffset? InstantOf(AuditEntry entry) =>
        entry.Action == nameof(EraseAuditPayloads) && entry.Subject.StartsWith(SubjectPrefix, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(
            entry.Subject.AsSpan(SubjectPrefix.Length), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var before)
            ? before
            : null;
}
