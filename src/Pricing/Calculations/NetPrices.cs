namespace MyOpenIP.Pricing.Calculations;

/// <summary>Net prices per unit and month.</summary>
internal static class NetPrices
{
    /// <summary>The net price of a unit of a lot once every discount with an end is over, exact.</summary>
    public static decimal Lasting(Lot lot) => lot.UnitPrice * DiscountSteps.Left(DiscountSteps.Lasting(lot.Discounts));

    /// <summary>The lowest lasting net price of some lots; of none, none is low.</summary>
    public static decimal LowestLasting(IReadOnlyList<Lot> lots)
    {
        var lowest = decimal.MaxValue;
        for (var i = 0; i < lots.Count; i++)
            lowest = Math.Min(lowest, Lasting(lots[i]));
        return lowest;
    }
}
