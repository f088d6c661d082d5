using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The discounts of one source of the catalogue that are valid on the effective date, by what they reach.</summary>
internal sealed class DiscountIndex
{
    private readonly Dictionary<string, List<CatalogueDiscount>> _byProduct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CatalogueDiscount>> _byFamily = new(StringComparer.Ordinal);
    private readonly List<CatalogueDiscount> _all = [];

    public void Add(CatalogueDiscount discount)
    {
        if (discount.ProductCode is { } product)
            ListOf(_byProduct, product).Add(discount);
        else if (discount.Family is { } family)
            ListOf(_byFamily, family).Add(discount);
        else
            _all.Add(discount);
    }

    /// <summary>Those that reach a line, in the order of the catalogue within each kind of target.</summary>
    public IReadOnlyList<Discount> Reaching(ChangedLine line)
    {
        var found = new List<Discount>();
        if (_byProduct.Count > 0 && _byProduct.TryGetValue(line.ProductCode, out var ofProduct))
            Add(ofProduct, line, found);
        if (_byFamily.Count > 0 && line.Product is { Family.Length: > 0 } product && _byFamily.TryGetValue(product.Family, out var ofFamily))
            Add(ofFamily, line, found);
        Add(_all, line, found);
        return found;
    }

    private static void Add(List<CatalogueDiscount> discounts, ChangedLine line, List<Discount> found)
    {
        foreach (var discount in discounts)
            // A volume discount looks at the line's own final quantity; elsewhere the threshold is 0.
            if (line.Final >= discount.FromQuantity && (line is AddedLine || discount.Scope == DiscountScope.WholeLine))
                found.Add(new Discount(discount.Code, discount.SetupPercent, discount.RecurringPercent, discount.Scope, discount.Months));
    }

    private static List<CatalogueDiscount> ListOf(Dictionary<string, List<CatalogueDiscount>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }
}
