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
        foreach (var reseller in await verified.Context.AuditHeads.Select(h => h.Reseller).OrderBy(r => r).ToListAsync(verified.Cancellation))
            if (await FirstBreakAsync(verified, await ReadAsync(verified, reseller)) is { } found)
                return found;
        return null;
    }

    /// <summary>All rows that were told of a reseller, as they were told last.</summary>
    private static async Task<Dictionary<(string Table, string Key), ToldRow>> ReadAsync(Verified verified, string reseller)
    {
        var told = new Dictionary<(string Table, string Key), ToldRow>();
        var payloads = verified.Context.AuditPayloads.AsNoTracking().Where(p => p.Reseller == reseller).OrderBy(p => p.Sequence);
        await foreach (var payload in payloads.AsAsyncEnumerable().WithCancellation(verified.Cancellation))
        {
            using var read = JsonDocument.Parse(payload.Payload);
            if (read.RootElement.ValueKind is not JsonValueKind.Object || !read.RootElement.TryGetProperty("rows", out var rows))
                continue;
            foreach (var row in rows.EnumerateArray())
            {
                var key = row.GetProperty("key").Clone();
                var name = (row.GetProperty("table").GetString()!, key.GetRawText());
                if (!told.TryGetValue(name, out var known) || !row.TryGetProperty("before", out _))
                    told[name] = known = new(key);
                known.IsGone = !row.TryGetProperty("after", out var after);
                if (!known.IsGone)
                    foreach (var column in after.EnumerateObject())
                        known.Columns[column.Name] = column.Value.Clone();
            }
        }
        return told;
    }

    private static async Task<Break?> FirstBreakAsync(Verified verified, Dictionary<(string Table, string Key), ToldRow> told)
    {
        var types = verified.Context.Model.GetEntityTypes().Where(t => t.ClrType.Assembly == typeof(ToldRowsCheck).Assembly).ToDictionary(t => t.GetTableName()!);
        foreach (var ((table, key), row) in told)
        {
            if (!types.TryGetValue(table, out var type))
                continue;
            verified.See();
            var stored = await verified.Context.FindAsync(type.ClrType, KeyOf(type, row.Key), verified.Cancellation);
            if (stored is null != row.IsGone)
                return new($"{table} {key}", row.IsGone ? "the audit tells that it was removed, and it is there" : "the audit tells of it, and it is not there");
            if (stored is not null && type.GetProperties().FirstOrDefault(p => IsOther(p, stored, row)) is { } column)
                return new($"{table} {key}", $"its {column.Name} is not what the audit told last");
            verified.Context.ChangeTracker.Clear();
        }
        return null;
    }

    private static bool IsOther(IProperty column, object stored, ToldRow row) =>
        RowChanges.IsTold(column) && !IsCopy(column) && row.Columns.TryGetValue(column.Name, out var told)
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

    /// <summary>A row as it was told.</summary>
    private sealed class ToldRow(JsonElement key)
    {
        public JsonElement Key => key;

        public bool IsGone { get; set; }

        public Dictionary<string, JsonElement> Columns { get; } = new(StringComparer.Ordinal);
    }
}
