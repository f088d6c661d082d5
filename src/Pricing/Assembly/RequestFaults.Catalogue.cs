namespace MyOpenIP.Pricing.Assembly;

internal sealed partial class RequestFaults
{
    private void CheckCatalogue(CatalogueOffer offer, string currency)
    {
        if (offer.Currency != currency)
            Add($"The catalogue is in {offer.Currency}, the contract in {currency}.");
        var products = new HashSet<string>(offer.Products.Count, StringComparer.Ordinal);
        foreach (var product in offer.Products)
        {
            if (!products.Add(product.Code))
                Add($"{product.Code}: two products of the catalogue.");
            if (product.Step < 1)
                Add($"{product.Code}: step {product.Step} is less than 1.");
            if (product.FloorPrice is { } floor)
                Price(floor, product.Code, "floor price");
            Once(product.Requires, product.Code, "requires");
            Once(product.Excludes, product.Code, "excludes");
            CheckTariffs(product);
        }
        var discounts = new HashSet<string>(offer.Discounts.Count, StringComparer.Ordinal);
        foreach (var discount in offer.Discounts)
        {
            if (!discounts.Add(discount.Code))
                Add($"Discount {discount.Code} is there twice.");
            if (discount.Source == DiscountSource.Manual)
                Add($"Discount {discount.Code}: a catalogue has no manual discounts.");
            Known(discount.Source, "Source of a discount");
            Known(discount.Scope, "Scope of a discount");
            Percent(discount.SetupPercent, discount.Code, "setup discount");
            Percent(discount.RecurringPercent, discount.Code, "recurring discount");
            Months(discount.Months, 1, "A discount");
            if (discount.FromQuantity != 0 && (discount.FromQuantity < 0 || discount.Source != DiscountSource.Volume))
                Add($"Discount {discount.Code}: only a volume discount starts from a quantity, 0 or more.");
        }
    }

    private void Once(IReadOnlyList<string> others, string product, string verb)
    {
        if (others.Count < 2)
            return;
        var seen = new HashSet<string>(others.Count, StringComparer.Ordinal);
        foreach (var other in others)
            if (!seen.Add(other))
                Add($"{product}: {verb} {other} twice.");
    }

    private void CheckTariffs(CatalogueProduct product)
    {
        for (var i = 0; i < product.Tariffs.Count; i++)
        {
            var tariff = product.Tariffs[i];
            Known(tariff.Model, "Tariff model");
            Price(tariff.SetupPrice, product.Code, "setup price");
            for (var j = 0; j < i; j++)
                if (Overlap(product.Tariffs[j].ValidFrom, product.Tariffs[j].ValidUntil, tariff.ValidFrom, tariff.ValidUntil))
                    Add($"{product.Code}: two tariffs are valid on one day.");
            if (tariff.Tiers.Count == 0 || tariff.Tiers[0].From != 1)
                Add($"{product.Code}: the tiers do not start from 1.");
            if (tariff.Model == TariffModel.PerUnit && tariff.Tiers.Count > 1)
                Add($"{product.Code}: several tiers of one price per unit.");
            for (var j = 0; j < tariff.Tiers.Count; j++)
            {
                Price(tariff.Tiers[j].UnitPrice, product.Code, "unit price");
                if (j > 0 && tariff.Tiers[j].From <= tariff.Tiers[j - 1].From)
                    Add($"{product.Code}: the tiers are not in order of their start.");
            }
        }
    }
}
