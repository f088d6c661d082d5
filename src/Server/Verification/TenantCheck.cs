using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MyOpenIP.Server.Verification;

/// <summary>No row of one reseller is reached from another's: every row names rows that are there, of its own reseller.</summary>
internal static class TenantCheck
{
    /// <summary>The first row that names another reseller's, or none.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);

        // Every reference begins with the reseller.
        await using (var references = context.Database.GetDbConnection().CreateCommand())
        {
            references.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
            references.CommandText = "PRAGMA foreign_key_check";
            await using var found = await references.ExecuteReaderAsync(cancellation);
            if (await found.ReadAsync(cancellation))
                return new(Invariant($"table {found.GetString(0)}, row {(found.IsDBNull(1) ? 0 : found.GetInt64(1))}"), $"it names a row of {found.GetString(2)} that is not there, or is another reseller's");
        }
        return await AmendmentAsync(verified) ?? await OrderAsync(verified) ?? await EntryAsync(verified) ?? await AnswerAsync(verified);
    }

    private static async Task<Break?> AmendmentAsync(Verified verified)
    {
        var context = verified.Context;
        verified.See();
        var amendment = await context.Amendments.AsNoTracking()
            .Where(a => !context.ContractedOffers.Any(o => o.Reseller == a.Reseller && o.Reference == a.OfferReference && o.CustomerId == a.CustomerId))
            .OrderBy(a => a.Number).FirstOrDefaultAsync(verified.Cancellation);
        return amendment is null ? null : new(Wire.ResourceNames.Amendment(amendment.CustomerId, amendment.Number), "its contracted offer is not its customer's");
    }

    private static async Task<Break?> OrderAsync(Verified verified)
    {
        var context = verified.Context;
        verified.See();
        var order = await context.Orders.AsNoTracking()
            .Where(o => !context.Amendments.Any(a => a.Reseller == o.Reseller && a.Number == o.AmendmentNumber && a.CustomerId == o.CustomerId && a.OfferReference == o.OfferReference))
            .OrderBy(o => o.Number).FirstOrDefaultAsync(verified.Cancellation);
        return order is null ? null : new(Wire.ResourceNames.Order(order.CustomerId, order.Number), "its amendment is of another customer or another contracted offer");
    }

    private static async Task<Break?> EntryAsync(Verified verified)
    {
        verified.See();
        var names = await verified.Context.Database.SqlQuery<string>(
            $"""
            SELECT e."Subject" AS "Value" FROM "AuditEntries" AS e
            JOIN "Customers" AS c ON c."Id" = CAST(SUBSTR(e."Subject", 11) AS INTEGER)
            WHERE e."Subject" GLOB 'customers/[1-9]*' AND c."Reseller" <> e."Reseller" LIMIT 1
            """).ToListAsync(verified.Cancellation);
        return names is [var name] ? new(name, "the audit of another reseller tells of it") : null;
    }

    private static async Task<Break?> AnswerAsync(Verified verified)
    {
        verified.See();
        var names = await verified.Context.Database.SqlQuery<string>(
            $"""
            SELECT r."Subject" AS "Value" FROM "IdempotencyRecords" AS r
            JOIN "Customers" AS c ON c."Id" = CAST(SUBSTR(r."Subject", 11) AS INTEGER)
            WHERE r."Reseller" <> '' AND r."Subject" GLOB 'customers/[1-9]*' AND c."Reseller" <> r."Reseller" LIMIT 1
            """).ToListAsync(verified.Cancellation);
        return names is [var name] ? new(name, "an answer of another reseller's caller is about it") : null;
    }
}
