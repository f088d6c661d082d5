namespace MyOpenIP.Pricing.Canonical;

/// <summary>The one order of what has none of its own in a request. Products keep theirs: it is the order of the recap.</summary>
internal static class CanonicalOrder
{
    public static PricingRequest Of(PricingRequest request) => request with
    {
        Contract = Of(request.Contract),
        Catalogue = request.Catalogue with
        {
            Products = [.. request.Catalogue.Products.Select(Of)],
            Discounts = Sorted(request.Catalogue.Discounts, (a, b) => string.CompareOrdinal(a.Code, b.Code)),
        },
        Wanted = Sorted(request.Wanted, (a, b) => string.CompareOrdinal(a.ProductCode, b.ProductCode)),
        ManualDiscounts = Sorted(request.ManualDiscounts, (a, b) => string.CompareOrdinal(a.ProductCode, b.ProductCode)),
        Grants = Sorted(request.Grants, Compare),
        Taxes = request.Taxes with { Rows = Sorted(request.Taxes.Rows, Compare) },
    };

    private static Contract Of(Contract contract) => contract with
    {
        Lines = Sorted(
            [.. contract.Lines.Select(l => l with { Lots = Sorted(l.Lots, (a, b) => a.Number.CompareTo(b.Number)) })],
            (a, b) => string.CompareOrdinal(a.ProductCode, b.ProductCode)),
    };

    private static CatalogueProduct Of(CatalogueProduct product) => product with
    {
        Requires = Sorted(product.Requires, string.CompareOrdinal),
        Excludes = Sorted(product.Excludes, string.CompareOrdinal),
        Tariffs = Sorted(product.Tariffs, (a, b) => a.ValidFrom.CompareTo(b.ValidFrom)),
    };

    /// <summary>The same list where it is sorted already, as it mostly is.</summary>
    private static IReadOnlyList<T> Sorted<T>(IReadOnlyList<T> items, Comparison<T> comparison)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (comparison(items[i - 1], items[i]) <= 0)
                continue;
            var sorted = items.ToArray();
            Array.Sort(sorted, comparison);
            return sorted;
        }
        return items;
    }

    private static int Compare(DiscountGrant a, DiscountGrant b)
    {
        var byProduct = string.CompareOrdinal(a.ProductCode, b.ProductCode);
        var byQuantity = byProduct != 0 ? byProduct : a.FinalQuantity.CompareTo(b.FinalQuantity);
        var bySetup = byQuantity != 0 ? byQuantity : a.SetupPercent.CompareTo(b.SetupPercent);
        var byRecurring = bySetup != 0 ? bySetup : a.RecurringPercent.CompareTo(b.RecurringPercent);
        return byRecurring != 0 ? byRecurring : string.CompareOrdinal(a.GrantedBy, b.GrantedBy);
    }

    private static int Compare(TaxRow a, TaxRow b)
    {
        var byTerritory = string.CompareOrdinal(a.Territory, b.Territory);
        var byStatus = byTerritory != 0 ? byTerritory : string.CompareOrdinal(a.Status, b.Status);
        return byStatus != 0 ? byStatus : a.ValidFrom.CompareTo(b.ValidFrom);
    }
}
