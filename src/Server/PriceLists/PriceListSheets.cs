using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.PriceLists;

/// <summary>Makes the price list of a version of the catalogue, of what all resellers may read of it.</summary>
internal static class PriceListSheets
{
    /// <summary>The price list.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="version">The version of the catalogue.</param>
    /// <param name="offers">Its offers.</param>
    /// <param name="seller">Whose it is.</param>
    public static PriceListSheet Of(string title, string version, IReadOnlyList<OfferData> offers, Seller seller) =>
        new(title, version, seller, [.. offers.Select(Offer)]);

    private static OfferPrices Offer(OfferData offer) => new(
        offer.Name,
        [new("Code", offer.Code), new("Engagement", Commitment(offer.CommitmentTerms)), .. Complement(offer)],
        [.. offer.Products.Select(Product)],
        [.. offer.Discounts.Select(d => DiscountSentences.Of(d, offer.Products))]);

    private static IEnumerable<SheetFact> Complement(OfferData offer)
    {
        if (offer.RequiresSiteComplement)
            yield return new("Adresse d’installation", "avec son complément");
    }

    /// <summary>As in "aucun, 12, 24 ou 36 mois".</summary>
    private static string Commitment(IReadOnlyList<int> terms)
    {
        string[] months = [.. terms.Where(t => t > 0).Order().Select(t => Invariant($"{t}"))];
        string[] choices = [.. terms.Contains(0) ? ["aucun"] : (string[])[], .. months];
        var named = choices.Length < 2 ? string.Concat(choices) : $"{string.Join(", ", choices[..^1])} ou {choices[^1]}";
        return months.Length > 0 ? $"{named}\u00A0mois" : named;
    }

    private static ProductPrices Product(CatalogueProduct product) => new(
        product.Name,
        string.Join(" ; ", Terms(product)),
        product.Tariffs.Count == 0 ? [new("aucun tarif", "", "", "")] : [.. product.Tariffs.OrderBy(t => t.ValidFrom).SelectMany(Prices)]);

    private static IEnumerable<string> Terms(CatalogueProduct product)
    {
        if (product.IsMandatory)
            yield return "obligatoire";
        if (product.MinimumQuantity > 1)
            yield return $"au moins {Printed.French.Quantity(product.MinimumQuantity)}";
        if (product.Step > 1)
            yield return $"par multiples de {Printed.French.Quantity(product.Step)}";
        if (!product.IsReducible)
            yield return "sans réduction";
        if (product.Tariffs.Any(t => t.Model is TariffModel.Volume))
            yield return "au volume : le prix du nombre final vaut pour toutes les unités";
        if (product.Tariffs.Any(t => t.Model is TariffModel.Graduated))
            yield return "par tranches : chaque unité est au prix de son rang";
    }

    private static IEnumerable<ProductPrice> Prices(Tariff tariff) => tariff.Tiers.Select((tier, i) => new ProductPrice(
        i == 0 ? Validity(tariff) : "",
        Units(tier.From, i + 1 < tariff.Tiers.Count ? tariff.Tiers[i + 1].From - 1 : null, tariff.Tiers.Count == 1),
        i == 0 ? Printed.French.Amount(tariff.SetupPrice) : "",
        Printed.French.Monthly(tier.UnitPrice)));

    private static string Validity(Tariff tariff) => tariff.ValidUntil is { } until
        ? $"du {Printed.French.Day(tariff.ValidFrom)} au {Printed.French.Day(until.AddDays(-1))}"
        : $"à partir du {Printed.French.Day(tariff.ValidFrom)}";

    private static string Units(int from, int? to, bool isAll) =>
        isAll ? "toutes" : to is { } last ? $"{Printed.French.Quantity(from)} à {Printed.French.Quantity(last)}" : $"à partir de {Printed.French.Quantity(from)}";
}
