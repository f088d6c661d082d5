namespace MyOpenIP.Pricing.Calculations;

/// <summary>List prices by the tiers of a tariff.</summary>
internal static class TierPrices
{
    /// <summary>The price of the tier that holds a quantity or a unit number.</summary>
    public static decimal At(Tariff tariff, int quantity)
    {
        var tiers = tariff.Tiers;
        var price = tiers[0].UnitPrice;
        for (var i = 1; i < tiers.Count && tiers[i].From <= quantity; i++)
            price = tiers[i].UnitPrice;
        return price;
    }

    /// <summary>The list price of the first unit that is added, or would be, to a line.</summary>
    public static decimal OfNextUnit(Tariff tariff, int initial, int final) => tariff.Model switch
    {
        TariffModel.PerUnit => tariff.Tiers[0].UnitPrice,
        TariffModel.Volume => At(tariff, Math.Max(final, initial + 1)),
        TariffModel.Graduated => At(tariff, initial + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(tariff), tariff.Model, "Unknown tariff model."),
    };

    /// <summary>The list prices of the units numbered <paramref name="from"/> to <paramref name="to"/>, one block per price.</summary>
    /// <param name="tariff">The tariff.</param>
    /// <param name="from">First unit number, from 1.</param>
    /// <param name="to">Last unit number: the final quantity.</param>
    public static PriceBlock[] Blocks(Tariff tariff, int from, int to)
    {
        if (tariff.Model != TariffModel.Graduated)
            return [new PriceBlock(to - from + 1, OfNextUnit(tariff, from - 1, to))];
        var blocks = new List<PriceBlock>(tariff.Tiers.Count);
        var tiers = tariff.Tiers;
        for (var i = 0; i < tiers.Count; i++)
        {
            var first = Math.Max(from, tiers[i].From);
            var last = i + 1 < tiers.Count ? Math.Min(to, tiers[i + 1].From - 1) : to;
            if (last < first)
                continue;
            var quantity = last - first + 1;
            if (blocks.Count > 0 && blocks[^1].UnitPrice == tiers[i].UnitPrice)
                blocks[^1] = new PriceBlock(blocks[^1].Quantity + quantity, tiers[i].UnitPrice);
            else
                blocks.Add(new PriceBlock(quantity, tiers[i].UnitPrice));
        }
        return [.. blocks];
    }
}
