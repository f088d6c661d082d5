using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Verification;

/// <summary>
/// Rows are as the audit last told them, column by column: whoever changes one past the program does not change the chain.
/// What was erased from the audit, and what a release before 0.3 wrote, is told by nobody and not looked at.
/// </summary>
internal static class ToldRowsCheck
{
    /// <summary>The first row that is not as it was told.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        using var told = new ToldRows();
        foreach (var reseller in await verified.Context.AuditHeads.Select(h => h.Reseller).OrderBy(r => r).ToListAsync(verified.Cancellation))
        {
            told.Clear();
            await ReadAsync(verified, reseller, told);
            if (await FirstBreakAsync(verified, told) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>Notes all rows that were told of a reseller.</summary>
    private static async Task ReadAsync(Verified verified, string reseller, ToldRows told)
    {
        var payloads = verified.Context.AuditPayloads.AsNoTracking().Where(p => p.Reseller == reseller).OrderBy(p => p.Sequence);
        await foreach (var payload in payloads.AsAsyncEnumerable().WithCancellation(verified.Cancellation))
        {
            using var read = JsonDocument.Parse(payload.Payload);
            if (read.RootElement.ValueKind is not JsonValueKind.Object || !read.RootElement.TryGetProperty("rows", out var rows))
                continue;
            foreach (var row in rows.EnumerateArray())
                told.Put(row);
        }
    }

    private static async Task<Break?> FirstBreakAsync(Verified verified, ToldRows told)
    {
        var types = verified.Context.Model.GetEntityTypes().Where(t => t.ClrType.Assembly == typeof(ToldRowsCheck).Assembly).ToDictionary(t => t.GetTableName()!);
        foreach (var row in told.All())
        {
            if (!types.TryGetValue(row.Table, out var type))
                continue;
            verified.See();
            var (subject, isGone) = ($"{row.Table} {row.Key.GetRawText()}", row.Columns is null);
            var stored = await verified.Context.FindAsync(type.ClrType, KeyOf(type, row.Key), verified.Cancellation);
            if (stored is null != isGone)
                return new(subject, isGone ? "the audit tells that it was removed, and it is there" : "the audit tells of it, and it is not there");
            if (stored is not null && type.GetProperties().FirstOrDefault(p => IsOther(p, stored, row.Columns!.Value)) is { } column)
                return new(subject, $"its {column.Name} is not what the audit told last");
            verified.Context.ChangeTracker.Clear();
        }
        return null;
    }

    private static bool IsOther(IProperty column, object stored, JsonElement columns) =>
        RowChanges.IsTold(column) && !IsCopy(column) && columns.TryGetProperty(column.Name, out var told)
        && !RowChanges.IsAsTold(column, column.GetGetter().GetClrValue(stored), told);

    /// <summary>Copies of what customers are follow them by a statement of their own: the customers are told.</summary>
    private static bool IsCopy(IProperty column) => column.Name is nameof(ContractedOffer.CustomerSearchName) or nameof(ContractedOffer.Account)
        or nameof(ContractedOffer.SearchAccount) or nameof(ContractedOffer.SiteCity) or nameof(ContractedOffer.SearchCity) && column.DeclaringType.ClrType == typeof(ContractedOffer);

    private static object?[] KeyOf(IEntityType type, JsonElement key) =>
    [
        .. type.FindPrimaryKey()!.Properties.Zip(key.EnumerateArray(), (property, value) => value.ValueKind is JsonValueKind.Number
            ? Convert.ChangeType(value.GetInt64(), property.ClrType, CultureInfo.InvariantCulture)
            : value.GetString()),
    ];
}
