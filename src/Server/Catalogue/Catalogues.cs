using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Reads the stored catalogues. A version never changes, so what was read once is kept.</summary>
internal sealed class Catalogues(Policies policies)
{
    private readonly ConcurrentDictionary<(string Version, string Code), OfferData> read = new();
    private readonly ConcurrentDictionary<(string Version, string Code, string Reseller), CatalogueOffer> priced = new();

    private readonly ConcurrentDictionary<string, ContractualDocument> priceLists = new();

    /// <summary>The version in force; null: no catalogue was imported yet.</summary>
    public static Task<string?> CurrentVersionAsync(StorageContext context, CancellationToken cancellation) =>
        context.CatalogueVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstOrDefaultAsync(cancellation);

    /// <summary>An offer of a version; null: the version does not have it.</summary>
    public async Task<OfferData?> FindOfferAsync(StorageContext context, string version, string code, CancellationToken cancellation)
    {
        if (read.TryGetValue((version, code), out var known))
            return known;
        await ReadPriceListAsync(context, version, cancellation);
        var content = await context.CatalogueOffers.Where(o => o.Version == version && o.Code == code)
            .Select(o => o.Content).SingleOrDefaultAsync(cancellation);
        return content is null ? null : read.GetOrAdd((version, code), DataJson.Read<OfferData>(content));
    }

    /// <summary>The contractual documents that go with a quote of a day, priced by a version of which offers were asked for before.</summary>
    public IReadOnlyList<ContractualDocument> DocumentsOn(DateOnly day, string version) =>
        policies.DocumentsOn(day, policies.PriceList is null ? null : priceLists[version]);

    /// <summary>Those of some products that a version knows, in whatever offer.</summary>
    public static Task<List<string>> KnownProductsAsync(
        StorageContext context, string version, IReadOnlyCollection<string> productCodes, CancellationToken cancellation) =>
        context.CatalogueProducts.Where(p => p.Version == version && productCodes.Contains(p.Code)).Select(p => p.Code).Distinct().ToListAsync(cancellation);

    /// <summary>An offer of a version as the core prices it for a reseller, when it was asked for before; else null.</summary>
    public CatalogueOffer? KnownFor(string version, string code, string reseller) => priced.GetValueOrDefault((version, code, reseller));

    /// <summary>An offer of a version as the core prices it for a reseller; null: the version does not have it.</summary>
    public async Task<CatalogueOffer?> FindForAsync(
        StorageContext context, string version, string code, string reseller, CancellationToken cancellation)
    {
        if (priced.TryGetValue((version, code, reseller), out var known))
            return known;
        return await FindOfferAsync(context, version, code, cancellation) is { } offer
            ? priced.GetOrAdd((version, code, reseller), offer.For(version, reseller))
            : null;
    }

    private async Task ReadPriceListAsync(StorageContext context, string version, CancellationToken cancellation)
    {
        if (policies.PriceList is not { } wanted || priceLists.ContainsKey(version))
            return;
        var kept = await context.Documents.AsNoTracking().SingleAsync(d => d.Code == wanted.Code && d.Version == version, cancellation);
        priceLists.TryAdd(version, wanted with { Title = kept.Title, Version = version, Sha256 = kept.Sha256 });
    }
}
