using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Stores a catalogue file as the current version of the catalogue.</summary>
internal sealed class CatalogueImporter(StorageContexts contexts, Operations operations, KeepPriceList priceLists)
{
    /// <summary>What it is called in the audit, and the name of the collection that it writes to.</summary>
    private static readonly (string Action, string Subject) Audit = ("ImportCatalog", "offers/-");

    /// <summary>Reads and checks a catalogue file.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static async Task<CatalogueFile> ReadAsync(string path, CancellationToken cancellation) =>
        Read(await DataDocument.ReadFileAsync(path, "catalogue", cancellation));

    /// <summary>Checks a catalogue.</summary>
    /// <exception cref="DataFaultsException">It has faults: all of them, with their lines.</exception>
    public static CatalogueFile Read(DataDocument document)
    {
        CatalogueChecks.Check(document);
        var file = document.Read<CatalogueFile>();
        foreach (var (index, offer) in file.Offers.Index())
            document.Refuse($"offers[{index}].", InputFaults.Of(offer.For("", "")));
        document.ThrowIfFaulty();
        return file;
    }

    /// <summary>Says what storing <paramref name="file"/> would change, and stores nothing.</summary>
    public async Task<CatalogueChanges> CompareAsync(CatalogueFile file, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Command, cancellation);
        return await CompareAsync(context, file, cancellation);
    }

    private static async Task<CatalogueChanges> CompareAsync(StorageContext context, CatalogueFile file, CancellationToken cancellation)
    {
        var current = await Catalogues.CurrentVersionAsync(context, cancellation);
        var stored = await context.CatalogueOffers.AsNoTracking().Where(o => o.Version == current).OrderBy(o => o.Position).ToListAsync(cancellation);
        return CatalogueChanges.Between(
            current, [.. stored.Select(o => DataJson.Read<OfferData>(o.Content))], VersionOf(file), file.Offers);
    }

    /// <summary>Stores <paramref name="file"/> for whoever runs a command, in a transaction of its own; see <see cref="StoreAsync(Write, CatalogueFile, Action{int}?)"/>.</summary>
    /// <param name="file">The catalogue.</param>
    /// <param name="progress">Told the products written so far.</param>
    /// <param name="cancellation">Stops it before anything is stored.</param>
    /// <returns>The version.</returns>
    public Task<string> StoreAsync(CatalogueFile file, Action<int>? progress, CancellationToken cancellation) => operations.RunAsync(
        Actor.Command, async write => (await StoreAsync(write, file, progress)).To, cancellation);

    /// <summary>Stores <paramref name="file"/> and makes it the current version, with its entry in the audit; the current one already: it stays.</summary>
    /// <param name="write">The write.</param>
    /// <param name="file">The catalogue.</param>
    /// <param name="progress">Told the products written so far.</param>
    /// <returns>What changes.</returns>
    public async Task<CatalogueChanges> StoreAsync(Write write, CatalogueFile file, Action<int>? progress = null)
    {
        var changes = await CompareAsync(write.Context, file, write.Cancellation);
        await ActivateAsync(write, file, progress);
        write.Tell("", Audit.Action, Audit.Subject, new JsonObject { ["from"] = changes.From, ["to"] = changes.To }.ToJsonString());
        return changes;
    }

    private async Task ActivateAsync(Write write, CatalogueFile file, Action<int>? progress)
    {
        var (context, cancellation) = (write.Context, write.Cancellation);
        var digest = DigestOf(file);
        var last = await context.CatalogueVersions.MaxAsync(v => (long?)v.Activation, cancellation) ?? 0;
        var stored = await context.CatalogueVersions.SingleOrDefaultAsync(v => v.Digest == digest, cancellation);
        if (stored is not null)
        {
            if (stored.Activation != last)
                stored.Activation = last + 1;
            await priceLists.RunAsync(context, stored.Version, file.Offers, cancellation);
            return;
        }
        var version = new CatalogueVersion
        {
            Version = VersionOf(file),
            Digest = digest,
            ImportedAt = write.Now,
            Activation = last + 1,
        };
        context.Add(version);
        await context.SaveAsync(cancellation);
        await WriteOffersAsync(context, version.Version, file.Offers, progress, cancellation);
        await priceLists.RunAsync(context, version.Version, file.Offers, cancellation);
    }

    private static async Task WriteOffersAsync(
        StorageContext context, string version, IReadOnlyList<OfferData> offers, Action<int>? progress, CancellationToken cancellation)
    {
        const int Batch = 2_000;
        var written = 0;
        foreach (var (position, offer) in offers.Index())
        {
            context.Add(new CatalogueOfferRow
            {
                Version = version,
                Code = offer.Code,
                Position = position,
                Name = offer.Name,
                Content = DataJson.Write(offer),
            });
            foreach (var products in offer.Products.Index().Chunk(Batch))
            {
                context.AddRange(products.Select(p => new CatalogueProductRow
                {
                    Version = version,
                    OfferCode = offer.Code,
                    Code = p.Item.Code,
                    Position = p.Index,
                    Name = p.Item.Name,
                }));
                await context.SaveAsync(cancellation);
                context.ChangeTracker.Clear();
                progress?.Invoke(written += products.Length);
            }
        }
    }

    /// <summary>The version that a file is stored as: its name and the start of its digest.</summary>
    public static string VersionOf(CatalogueFile file) => $"{file.Version}.{DigestOf(file)[..8]}";

    private static string DigestOf(CatalogueFile file) => Sha256Hex.Of(DataJson.Write(file));
}
