using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Catalogue;

/// <summary>What a new catalogue changes.</summary>
/// <param name="From">The version in force; null: none yet.</param>
/// <param name="To">The version that the file would be.</param>
/// <param name="Lines">One line per change: + added, - removed, ~ changed.</param>
internal sealed record CatalogueChanges(string? From, string To, IReadOnlyList<Text> Lines)
{
    /// <summary>Offers that are new.</summary>
    public int Created { get; private init; }

    /// <summary>Offers that change, in themselves or in a product.</summary>
    public int Updated { get; private init; }

    /// <summary>Compares two catalogues, offer by offer and product by product.</summary>
    public static CatalogueChanges Between(string? from, IReadOnlyList<OfferData> before, string to, IReadOnlyList<OfferData> after)
    {
        var lines = new List<Text>();
        var (created, updated) = (0, 0);
        var old = before.ToDictionary(o => o.Code, StringComparer.Ordinal);
        foreach (var offer in after)
        {
            var told = lines.Count;
            if (old.Remove(offer.Code, out var was))
            {
                Compare(was, offer, lines);
                updated += lines.Count > told ? 1 : 0;
                continue;
            }
            created++;
            lines.Add(new(
                $"+ offre {offer.Code} : {offer.Name}, {offer.Products.Count} produits",
                $"+ offer {offer.Code}: {offer.Name}, {offer.Products.Count} products"));
        }
        lines.AddRange(before.Where(o => old.ContainsKey(o.Code)).Select(o => new Text($"- offre {o.Code}", $"- offer {o.Code}")));
        return new(from, to, lines) { Created = created, Updated = updated };
    }

    private static void Compare(OfferData before, OfferData after, List<Text> lines)
    {
        if (DataJson.Write(before with { Products = [] }) != DataJson.Write(after with { Products = [] }))
            lines.Add(new(
                $"~ offre {after.Code} : son nom, ses conditions, ses politiques ou ses remises",
                $"~ offer {after.Code}: its name, terms, policies or discounts"));
        var old = before.Products.ToDictionary(p => p.Code, StringComparer.Ordinal);
        foreach (var product in after.Products)
        {
            if (!old.Remove(product.Code, out var was))
                lines.Add(new($"+ produit {after.Code}/{product.Code} : {product.Name}", $"+ product {after.Code}/{product.Code}: {product.Name}"));
            else if (DataJson.Write(was) != DataJson.Write(product))
                lines.Add(Difference(after.Code, was, product));
        }
        lines.AddRange(before.Products.Where(p => old.ContainsKey(p.Code)).Select(
            p => new Text($"- produit {after.Code}/{p.Code}", $"- product {after.Code}/{p.Code}")));
    }

    private static Text Difference(string offer, Pricing.CatalogueProduct before, Pricing.CatalogueProduct after)
    {
        var (french, english) = ($"~ produit {offer}/{after.Code} :", $"~ product {offer}/{after.Code}:");
        if (DataJson.Write(before.Tariffs) == DataJson.Write(after.Tariffs))
        {
            var change = $"{DataJson.Write(before with { Tariffs = [] })} -> {DataJson.Write(after with { Tariffs = [] })}";
            return new($"{french} {change}", $"{english} {change}");
        }
        var tariffs = $"{DataJson.Write(before.Tariffs)} -> {DataJson.Write(after.Tariffs)}";
        return new($"{french} tarifs {tariffs}", $"{english} tariffs {tariffs}");
    }
}
