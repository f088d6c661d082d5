namespace MyOpenIP.Server.Data;

/// <summary>What a new catalogue changes.</summary>
/// <param name="From">The version in force; null: none yet.</param>
/// <param name="To">The version that the file would be.</param>
/// <param name="Lines">One line per change: + added, - removed, ~ changed.</param>
internal sealed record CatalogueChanges(string? From, string To, IReadOnlyList<string> Lines)
{
    /// <summary>Compares two catalogues, offer by offer and product by product.</summary>
    public static CatalogueChanges Between(string? from, IReadOnlyList<OfferData> before, string to, IReadOnlyList<OfferData> after)
    {
        var lines = new List<string>();
        var old = before.ToDictionary(o => o.Code, StringComparer.Ordinal);
        foreach (var offer in after)
        {
            if (!old.Remove(offer.Code, out var was))
                lines.Add($"+ offer {offer.Code}: {offer.Name}, {offer.Products.Count} products");
            else
                Compare(was, offer, lines);
        }
        lines.AddRange(before.Where(o => old.ContainsKey(o.Code)).Select(o => $"- offer {o.Code}"));
        return new(from, to, lines);
    }

    private static void Compare(OfferData before, OfferData after, List<string> lines)
    {
        if (DataJson.Write(before with { Products = [] }) != DataJson.Write(after with { Products = [] }))
            lines.Add($"~ offer {after.Code}: its name, terms, policies or discounts");
        var old = before.Products.ToDictionary(p => p.Code, StringComparer.Ordinal);
        foreach (var product in after.Products)
        {
            if (!old.Remove(product.Code, out var was))
                lines.Add($"+ product {after.Code}/{product.Code}: {product.Name}");
            else if (DataJson.Write(was) != DataJson.Write(product))
                lines.Add($"~ product {after.Code}/{product.Code}: {Difference(was, product)}");
        }
        lines.AddRange(before.Products.Where(p => old.ContainsKey(p.Code)).Select(p => $"- product {after.Code}/{p.Code}"));
    }

    private static string Difference(Pricing.CatalogueProduct before, Pricing.CatalogueProduct after) =>
        DataJson.Write(before.Tariffs) == DataJson.Write(after.Tariffs)
            ? $"{DataJson.Write(before with { Tariffs = [] })} -> {DataJson.Write(after with { Tariffs = [] })}"
            : $"tariffs {DataJson.Write(before.Tariffs)} -> {DataJson.Write(after.Tariffs)}";
}
