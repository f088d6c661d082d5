using System.Text.Json.Nodes;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Catalogue;

/// <summary>A catalogue file: what can be sold.</summary>
/// <param name="Version">Its name, such as 2026-11.</param>
/// <param name="Source">Where its values come from.</param>
/// <param name="Offers">Its offers, in the order in which they are shown.</param>
internal sealed record CatalogueFile(string Version, string Source, IReadOnlyList<OfferData> Offers);

/// <summary>An offer of the catalogue: what the core prices with, what is shown, and what a new contract takes over.</summary>
internal sealed record OfferData
{
    /// <summary>Code of the offer.</summary>
    public required string Code { get; init; }

    /// <summary>Name shown to the customer, in French.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of its prices.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Whether the installation address needs its complement.</summary>
    public bool RequiresSiteComplement { get; init; }

    /// <summary>Terms of commitment that can be chosen, in months; 0: none.</summary>
    public IReadOnlyList<int> CommitmentTerms { get; init; } = [0];

    /// <summary>Policies that a new contract of it takes instead of the defaults; none: the defaults.</summary>
    public JsonObject? Policies { get; init; }

    /// <summary>Its products, in the order in which they are shown.</summary>
    public required IReadOnlyList<CatalogueProduct> Products { get; init; }

    /// <summary>Promotions and volume discounts, for every reseller.</summary>
    public IReadOnlyList<CatalogueDiscount> Discounts { get; init; } = [];

    /// <summary>Discounts agreed with a reseller, by its code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CatalogueDiscount>> AgreedDiscounts { get; init; } =
        new Dictionary<string, IReadOnlyList<CatalogueDiscount>>();

    /// <summary>The offer as the core prices it for a reseller.</summary>
    /// <param name="version">Version of the catalogue.</param>
    /// <param name="reseller">Code of the reseller.</param>
    public CatalogueOffer For(string version, string reseller) => new()
    {
        Code = Code,
        Version = version,
        Currency = Currency,
        RequiresSiteComplement = RequiresSiteComplement,
        Products = Products,
        Discounts = AgreedDiscounts.TryGetValue(reseller, out var agreed) ? [.. agreed, .. Discounts] : Discounts,
    };
}
