using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// The audit of a release that knew no chain (0.2 and before): its entries are chained as they stand, once, and the chain says
/// so itself. A database that has a chain is left as it is: entries that are no part of it stay none, and <c>verify</c> tells them.
/// </summary>
internal static class OlderAudit
{
    /// <summary>What it is called in the audit.</summary>
    public const string Action = "ChainAudit";

    /// <summary>The subject of what is done to the audit itself.</summary>
    public const string Subject = "audit";

    private const int PageSize = 5_000;

    /// <summary>Chains them, in one transaction; where there is a chain, or nothing to chain, nothing happens.</summary>
    /// <param name="context">The database, seen whole.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellation">Stops it, and leaves nothing.</param>
    public static async Task ChainAsync(StorageContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await IsWithoutChainAsync(context, cancellation))
            return;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);

        // Another process may have been first.
        if (!await IsWithoutChainAsync(context, cancellation))
            return;
        var heads = await ChainAllAsync(context, cancellation);
        await new AppendedRows(context).Put(heads).WriteAsync(cancellation);
        var write = new Write(context, Actor.Service, "", now, cancellation);
        foreach (var head in heads)
            write.Tell(head.Reseller, Action, Subject, new JsonObject { ["entries"] = head.Sequence }.ToJsonString());
        await write.AppendAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<bool> IsWithoutChainAsync(StorageContext context, CancellationToken cancellation) =>
        !await context.AuditHeads.AnyAsync(cancellation) && await context.AuditEntries.AnyAsync(cancellation);

    private static async Task<AuditHead[]> ChainAllAsync(StorageContext context, CancellationToken cancellation)
    {
        var heads = new List<AuditHead>();
        await using var update = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        update.Transaction = (SqliteTransaction)context.Database.CurrentTransaction!.GetDbTransaction();
        update.CommandText = """UPDATE "AuditEntries" SET "Hash" = $hash WHERE "Reseller" = $reseller AND "Sequence" = $sequence""";
        var (hash, reseller, sequence) = (
            update.Parameters.Add("$hash", SqliteType.Blob), update.Parameters.Add("$reseller", SqliteType.Text), update.Parameters.Add("$sequence", SqliteType.Integer));
        List<AuditEntry> page;
        do
        {
            page = await NextAsync(context, heads.LastOrDefault(), cancellation);
            foreach (var entry in page)
            {
                if (heads.LastOrDefault()?.Reseller != entry.Reseller)
                    heads.Add(new AuditHead { Reseller = entry.Reseller, Hash = AuditChain.Beginning });
                var head = heads[^1];
                (head.Sequence, head.Hash) = (entry.Sequence, AuditChain.HashOf(head.Hash, entry));
                (hash.Value, reseller.Value, sequence.Value) = (head.Hash, entry.Reseller, entry.Sequence);
                await update.ExecuteNonQueryAsync(cancellation);
            }
        }
        while (page.Count == PageSize);
        return [.. heads];
    }

    private static Task<List<AuditEntry>> NextAsync(StorageContext context, AuditHead? last, CancellationToken cancellation)
    {
        var (reseller, sequence) = (last?.Reseller ?? "", last?.Sequence ?? 0);
        return context.AuditEntries.AsNoTracking()
            .Where(e => string.Compare(e.Reseller, reseller) > 0 || (e.Reseller == reseller && e.Sequence > sequence))
            .OrderBy(e => e.Reseller).ThenBy(e => e.Sequence).Take(PageSize).ToListAsync(cancellation);
    }
}
