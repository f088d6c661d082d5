using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The discounts of one source of the catalogue that are valid on the effective date, by what they reach.</summary>
internal sealed class DiscountIndex
{
    private readonly Dictionary<string, List<Discount>> _byProduct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Discount>> _byFamily = new(StringComparer.Ordinal);
    private readonly List<Discount> _all = [];

    public void Add(CatalogueDiscount discount)
    {
        var list = discount.ProductCode is { } product ? ListOf(_byProduct, product)
            : discount.Family is { } family ? ListOf(_byFamily, family)
            : _all;
        list.Add(new Discount(
            discount.Code, discount.SetupPercent, discount.RecurringPercent, discount.Scope, discount.Months, discount.FromQuantity));
    }

    /// <summary>Those that reach a line.</summary>
    public IReadOnlyList<Discount> Reaching(ChangedLine line)
    {
        List<Discount>? found = null;
        if (_byProduct.Count > 0 && _byProduct.TryGetValue(line.ProductCode, out var ofProduct))
            Add(ofProduct, line, ref found);
        if (_byFamily.Count > 0 && line.Product is { Family.Length: > 0 } product && _byFamily.TryGetValue(product.Family, out var ofFamily))
            Add(ofFamily, line, ref found);
        Add(_all, line, ref found);
        return found is null ? [] : found;
    }

    private static void Add(List<Discount> discounts, ChangedLine line, ref List<Discount>? found)
    {
        foreach (var discount in discounts)
            // A volume discount looks at the line's own final quantity; elsewhere the threshold is 0.
            if (line.Final >= discount.FromQuantity && (line is AddedLine || discount.Scope == DiscountScope.WholeLine))
                (found ??= new List<Discount>(1)).Add(discount);
    }

    private static List<Discount> ListOf(Dictionary<string, List<Discount>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }
}
