using MyOpenIP.Pricing;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.PriceLists;

/// <summary>What a promotion or a volume discount gives, to whom it is given, and when.</summary>
internal static class DiscountSentences
{
    /// <summary>The sentence of a discount.</summary>
    /// <param name="discount">The discount.</param>
    /// <param name="products">The products of its offer.</param>
    public static string Of(CatalogueDiscount discount, IReadOnlyList<CatalogueProduct> products)
    {
        var kind = discount.Source is DiscountSource.Volume ? "Remise de volume" : "Promotion";
        return $"{kind} {discount.Code} : {string.Join(", ", Parts(discount, products))}.";
    }

    private static IEnumerable<string> Parts(CatalogueDiscount discount, IReadOnlyList<CatalogueProduct> products)
    {
        yield return string.Join(" et ", Given(discount));
        if (discount.ProductCode is { } code)
            yield return $"sur {products.FirstOrDefault(p => p.Code == code)?.Name ?? code}";
        if (discount.Family is { } family)
            yield return $"sur la famille {family}";
        yield return discount.Scope is DiscountScope.WholeLine ? "pour toutes les unités d’une ligne modifiée" : "pour les unités ajoutées";
        if (discount.FromQuantity > 0)
            yield return $"à partir de {Printed.French.Quantity(discount.FromQuantity)} unités";
        if (Dates(discount) is { } dates)
            yield return $"pour une date d’effet {dates}";
        if (discount.Months is { } months)
            yield return $"pendant {Explanation.Text(Operand.Months("", months), Language.French)}";
    }

    private static IEnumerable<string> Given(CatalogueDiscount discount)
    {
        if (discount.SetupPercent != 0m)
            yield return $"{Printed.French.Percent(discount.SetupPercent)} sur les FMS";
        if (discount.RecurringPercent != 0m || discount.SetupPercent == 0m)
            yield return $"{Printed.French.Percent(discount.RecurringPercent)} sur l’abonnement";
    }

    private static string? Dates(CatalogueDiscount discount) => (discount.ValidFrom, discount.ValidUntil?.AddDays(-1)) switch
    {
        ({ } from, { } last) => $"du {Printed.French.Day(from)} au {Printed.French.Day(last)}",
        ({ } from, null) => $"à partir du {Printed.French.Day(from)}",
        (null, { } last) => $"jusqu’au {Printed.French.Day(last)}",
        _ => null,
    };
}
