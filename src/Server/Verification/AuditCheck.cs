using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Verification;

/// <summary>The chain of the audit, from the first entry of each reseller to its head, and to where it was written down outside.</summary>
internal sealed class AuditCheck
{
    private readonly Dictionary<string, AuditHead> heads;
    private readonly Dictionary<string, DateTimeOffset> erased;
    private readonly IReadOnlyDictionary<string, AuditAnchor> anchors;

    private AuditCheck(Dictionary<string, AuditHead> heads, Dictionary<string, DateTimeOffset> erased, IReadOnlyDictionary<string, AuditAnchor> anchors) =>
        (this.heads, this.erased, this.anchors) = (heads, erased, anchors);

    /// <summary>The first entry at which a chain breaks.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var erasures = await context.AuditEntries.AsNoTracking().Where(e => e.Action == nameof(EraseAuditPayloads)).ToListAsync(cancellation);
        var check = new AuditCheck(
            await context.AuditHeads.AsNoTracking().ToDictionaryAsync(h => h.Reseller, cancellation),
            erasures.GroupBy(e => e.Reseller).ToDictionary(g => g.Key, g => g.Max(EraseAuditPayloads.InstantOf) ?? DateTimeOffset.MinValue),
            verified.Anchors.ReadFurthest());
        AuditEntry? last = null;
        var rows = from entry in context.AuditEntries.AsNoTracking()
                   join payload in context.AuditPayloads on new { entry.Reseller, entry.Sequence } equals new { payload.Reseller, payload.Sequence } into payloads
                   from payload in payloads.DefaultIfEmpty()
                   orderby entry.Reseller, entry.Sequence
                   select new { Entry = entry, Payload = payload == null ? null : payload.Payload };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            if (last is not null && last.Reseller != row.Entry.Reseller && check.EndBreak(last) is { } atEnd)
                return atEnd;
            var before = last?.Reseller == row.Entry.Reseller ? last : null;
            if (check.BreakAt(before, row.Entry, row.Payload) is { } found)
                return found;
            last = row.Entry;
        }
        if (last is not null && check.EndBreak(last) is { } atLast)
            return atLast;
        return check.LostChain() ?? await OrphanAsync(verified);
    }

    private Break? BreakAt(AuditEntry? before, AuditEntry entry, string? payload)
    {
        var next = (before?.Sequence ?? 0) + 1;
        if (entry.Sequence != next)
            return new(Told(entry), Invariant($"it is entry {entry.Sequence} of the reseller, where {next} should be"));
        if (!AuditChain.HashOf(before?.Hash ?? AuditChain.Beginning, entry).AsSpan().SequenceEqual(entry.Hash))
            return new(Told(entry), "its hash does not follow from what it says and from the entry before it");
        if (anchors.GetValueOrDefault(entry.Reseller) is { } anchor && anchor.Sequence == entry.Sequence && anchor.Hash != Convert.ToHexStringLower(entry.Hash))
            return new(Told(entry), $"its hash is not the one that was written down at {anchor.At:O}");
        return PayloadBreak(entry, payload);
    }

    private Break? PayloadBreak(AuditEntry entry, string? payload)
    {
        if (payload is not null)
            return SHA256.HashData(Encoding.UTF8.GetBytes(payload)).AsSpan().SequenceEqual(entry.PayloadDigest)
                ? null
                : new(Told(entry), "what changed is not what its digest says");
        return entry.PayloadDigest.Length == 0 || entry.At < erased.GetValueOrDefault(entry.Reseller)
            ? null
            : new(Told(entry), "what changed is gone, and no erasure says so");
    }

    /// <summary>What is wrong where a chain ends.</summary>
    private Break? EndBreak(AuditEntry last)
    {
        if (!heads.Remove(last.Reseller, out var head))
            return new(Told(last), "it is the last entry, and the reseller has no head");
        if (head.Sequence != last.Sequence)
            return new(Told(last), Invariant($"it is entry {last.Sequence} and the last one, and the head is at {head.Sequence}"));
        if (!head.Hash.AsSpan().SequenceEqual(last.Hash))
            return new(Told(last), "it is the last entry, and the head has another hash");
        return anchors.GetValueOrDefault(last.Reseller) is { } anchor && anchor.Sequence > last.Sequence
            ? new(Told(last), Invariant($"it is entry {last.Sequence} and the last one, and entry {anchor.Sequence} was written down at {anchor.At:O}"))
            : null;
    }

    /// <summary>A head or an anchor of a reseller that has no entries.</summary>
    private Break? LostChain()
    {
        if (heads.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } lost)
            return heads[lost].Sequence == 0 ? null : new(Chain(lost), Invariant($"its head is at {heads[lost].Sequence}, and there are no entries"));
        return null;
    }

    private static async Task<Break?> OrphanAsync(Verified verified)
    {
        var context = verified.Context;
        var present = await context.AuditHeads.Select(h => h.Reseller).ToListAsync(verified.Cancellation);
        foreach (var anchor in verified.Anchors.ReadFurthest().Values.OrderBy(a => a.Reseller, StringComparer.Ordinal))
            if (!present.Contains(anchor.Reseller))
                return new(Chain(anchor.Reseller), Invariant($"entry {anchor.Sequence} was written down at {anchor.At:O}, and there are none"));
        var orphan = await context.AuditPayloads.AsNoTracking()
            .Where(p => !context.AuditEntries.Any(e => e.Reseller == p.Reseller && e.Sequence == p.Sequence)).FirstOrDefaultAsync(verified.Cancellation);
        return orphan is null ? null : new(Chain(orphan.Reseller), Invariant($"what changed with entry {orphan.Sequence} is there without the entry"));
    }

    private static string Chain(string reseller) => reseller.Length == 0 ? "audit of what is shared" : $"audit of {reseller}";

    private static string Told(AuditEntry entry) => Invariant($"{entry.Subject} ({Chain(entry.Reseller)}, entry {entry.Sequence}, {entry.Action} at {entry.At:O})");
}
