namespace MyOpenIP.Pricing;

internal sealed partial class InputChecks
{
    public void CheckCatalogue(CatalogueOffer offer, string currency)
    {
        if (offer.Currency != currency)
            Add(new("currency"), $"The catalogue is in {offer.Currency}, the contract in {currency}.", $"Le catalogue est en {offer.Currency}, le contrat en {currency}.");
        var products = new HashSet<string>(offer.Products.Count, StringComparer.Ordinal);
        for (var i = 0; i < offer.Products.Count; i++)
        {
            var product = offer.Products[i];
            if (!products.Add(product.Code))
                Add(new("products[{0}].code", i), $"{product.Code}: two products of the catalogue.", $"{product.Code} : deux produits du catalogue.");
            if (product.Step < 1)
                Add(new("products[{0}].step", i), $"{product.Code}: step {product.Step} is less than 1.", $"{product.Code} : le pas {product.Step} est inférieur à 1.");
            if (product.FloorPrice is { } floor)
                Price(floor, new("products[{0}].floorPrice", i), product.Code, ("floor price", "prix plancher"));
            Once(product.Requires, new("products[{0}].requires", i), product.Code, ("requires", "demande"));
            Once(product.Excludes, new("products[{0}].excludes", i), product.Code, ("excludes", "exclut"));
            CheckTariffs(product, i);
        }
        CheckDiscounts(offer);
    }

    private void CheckDiscounts(CatalogueOffer offer)
    {
        var discounts = new HashSet<string>(offer.Discounts.Count, StringComparer.Ordinal);
        for (var i = 0; i < offer.Discounts.Count; i++)
        {
            var discount = offer.Discounts[i];
            if (!discounts.Add(discount.Code))
                Add(new("discounts[{0}].code", i), $"Discount {discount.Code} is there twice.", $"La remise {discount.Code} y est deux fois.");
            if (discount.Source == DiscountSource.Manual)
                Add(new("discounts[{0}].source", i), $"Discount {discount.Code}: a catalogue has no manual discounts.", $"Remise {discount.Code} : un catalogue n'a pas de remise manuelle.");
            Known(discount.Source, new("discounts[{0}].source", i), ("Source of a discount", "Origine d'une remise"));
            Known(discount.Scope, new("discounts[{0}].scope", i), ("Scope of a discount", "Portée d'une remise"));
            Percent(discount.SetupPercent, new("discounts[{0}].setupPercent", i), discount.Code, ("setup discount", "remise FMS"));
            Percent(discount.RecurringPercent, new("discounts[{0}].recurringPercent", i), discount.Code, ("recurring discount", "remise abo."));
            Months(discount.Months, 1, new("discounts[{0}].months", i), ("A discount", "Une remise"));
            if (discount.FromQuantity != 0 && (discount.FromQuantity < 0 || discount.Source != DiscountSource.Volume))
                Add(new("discounts[{0}].fromQuantity", i), $"Discount {discount.Code}: only a volume discount starts from a quantity, 0 or more.", $"Remise {discount.Code} : seule une remise de volume commence à une quantité, 0 ou plus.");
        }
    }

    private void Once(IReadOnlyList<string> others, Place place, string product, (string English, string French) verb)
    {
        if (others.Count < 2)
            return;
        var seen = new HashSet<string>(others.Count, StringComparer.Ordinal);
        foreach (var other in others)
            if (!seen.Add(other))
                Add(place, $"{product}: {verb.English} {other} twice.", $"{product} : {verb.French} {other} deux fois.");
    }

    private void CheckTariffs(CatalogueProduct product, int at)
    {
        for (var i = 0; i < product.Tariffs.Count; i++)
        {
            var tariff = product.Tariffs[i];
            Known(tariff.Model, new("products[{0}].tariffs[{1}].model", at, i), ("Tariff model", "Modèle de tarif"));
            Price(tariff.SetupPrice, new("products[{0}].tariffs[{1}].setupPrice", at, i), product.Code, ("setup price", "prix FMS"));
            for (var j = 0; j < i; j++)
                if (Overlap(product.Tariffs[j].ValidFrom, product.Tariffs[j].ValidUntil, tariff.ValidFrom, tariff.ValidUntil))
                    Add(new("products[{0}].tariffs[{1}].validFrom", at, i), $"{product.Code}: two tariffs are valid on one day.", $"{product.Code} : deux tarifs sont valables le même jour.");
            CheckTiers(product, tariff, new("products[{0}].tariffs[{1}].tiers", at, i));
        }
    }

    private void CheckTiers(CatalogueProduct product, Tariff tariff, Place place)
    {
        if (tariff.Tiers.Count == 0 || tariff.Tiers[0].From != 1)
            Add(place, $"{product.Code}: the tiers do not start from 1.", $"{product.Code} : les tranches ne commencent pas à 1.");
        if (tariff.Model == TariffModel.PerUnit && tariff.Tiers.Count > 1)
            Add(place, $"{product.Code}: several tiers of one price per unit.", $"{product.Code} : plusieurs tranches d'un prix à l'unité.");
        for (var j = 0; j < tariff.Tiers.Count; j++)
        {
            Price(tariff.Tiers[j].UnitPrice, place, product.Code, ("unit price", "prix unitaire"));
            if (j > 0 && tariff.Tiers[j].From <= tariff.Tiers[j - 1].From)
                Add(place, $"{product.Code}: the tiers are not in order of their start.", $"{product.Code} : les tranches ne sont pas dans l'ordre de leur début.");
        }
    }
}
