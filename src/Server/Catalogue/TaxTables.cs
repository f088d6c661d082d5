using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Catalogue;

/// <summary>The VAT tables: the file in force, and every version that priced anything.</summary>
internal sealed class TaxTables
{
    private readonly ConcurrentDictionary<string, TaxTable> read = new();

    /// <summary>A version of the table that was read before; else null.</summary>
    public TaxTable? Known(string version) => read.GetValueOrDefault(version);

    /// <summary>A version of the table.</summary>
    public async Task<TaxTable> FindAsync(StorageContext context, string version, CancellationToken cancellation)
    {
        if (read.TryGetValue(version, out var known))
            return known;
        var content = await context.TaxTableVersions.Where(v => v.Version == version).Select(v => v.Content).SingleAsync(cancellation);
        return read.GetOrAdd(version, DataJson.Read<TaxTable>(content) with { Version = version });
    }

    /// <summary>The table in force.</summary>
    public async Task<TaxTable> CurrentAsync(StorageContext context, CancellationToken cancellation) => await FindAsync(
        context, await context.TaxTableVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstAsync(cancellation), cancellation);

    /// <summary>Reads and checks a tax file; its text without insignificant white space.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<string> ReadFileAsync(string path, CancellationToken cancellation)
    {
        var document = await DataDocument.ReadFileAsync(path, "tax", cancellation);
        var spans = document.Root.Objects("rows").GroupBy(r => (r.Text("territory"), r.Text("status")));
        foreach (var row in document.Root.Objects("rows"))
            CatalogueChecks.CheckSpan(document, row);
        foreach (var rows in spans)
            CheckOverlaps(document, [.. rows.Where(r => r.Day("validFrom") is not null).OrderBy(r => r.Day("validFrom"))]);
        document.Refuse("", InputFaults.Of(document.Read<TaxTable>()));
        document.ThrowIfFaulty();
        return DataJson.Compact(document.Text);
    }

    /// <summary>Stores a table and makes it the one in force; the one in force already: nothing happens.</summary>
    public static async Task StoreAsync(StorageContext context, string content, DateTimeOffset now, CancellationToken cancellation)
    {
        var digest = Sha256Hex.Of(content);
        var last = await context.TaxTableVersions.MaxAsync(v => (long?)v.Activation, cancellation) ?? 0;
        var stored = await context.TaxTableVersions.SingleOrDefaultAsync(v => v.Digest == digest, cancellation);
        if (stored is null)
            context.Add(new TaxTableVersion
            {
                Version = $"{DataJson.Read<TaxTable>(content).Version}.{digest[..8]}",
                Digest = digest,
                ImportedAt = now,
                Activation = last + 1,
                Content = content,
            });
        else if (stored.Activation != last)
            stored.Activation = last + 1;
    }

    private static void CheckOverlaps(DataDocument document, JsonObject[] rows)
    {
        foreach (var (earlier, later) in rows.Zip(rows.Skip(1)))
            if (later.Day("validFrom") < (earlier.Day("validUntil") ?? DateOnly.MaxValue))
                document.Refuse(later["validFrom"]!, new("deux lignes d'un territoire et d'un statut sont valables en même temps", "two rows of one territory and status are valid at once"));
    }
}
