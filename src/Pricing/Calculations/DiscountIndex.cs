using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>The discounts of one source of the catalogue that are valid on the effective date, by what they reach.</summary>
internal sealed class DiscountIndex
{
    private Dictionary<string, List<Discount>>? _byProduct;
    private Dictionary<string, List<Discount>>? _byFamily;
    private readonly List<Discount> _all = [];

    public void Add(CatalogueDiscount discount)
    {
        var list = discount.ProductCode is { } product ? ListOf(ref _byProduct, product)
            : discount.Family is { } family ? ListOf(ref _byFamily, family)
            : _all;
        list.Add(new Discount(
            discount.Code, discount.SetupPercent, discount.RecurringPercent, discount.Scope, discount.Months, discount.FromQuantity));
    }

    /// <summary>Those that reach a line.</summary>
    public IReadOnlyList<Discount> Reaching(ChangedLine line)
    {
        List<Discount>? found = null;
        if (_byProduct is not null && _byProduct.TryGetValue(line.ProductCode, out var ofProduct))
            Add(ofProduct, line, ref found);
        if (_byFamily is not null && line.Product is { Family.Length: > 0 } product && _byFamily.TryGetValue(product.Family, out var ofFamily))
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

    private static List<Discount> ListOf(ref Dictionary<string, List<Discount>>? lists, string key)
    {
        lists ??= new(StringComparer.Ordinal);
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }
}
