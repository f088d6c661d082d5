using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>A line that adds, as it is delivered: from another day than it was quoted for, everything else as it was quoted.</summary>
internal static class DeliveredLine
{
    public static PricedLine Of(int number, PricedLine quoted, Amendment amendment, TakesEffect from)
    {
        var day = from.Day;
        var kept = DiscountSteps.Moved(quoted.KeptDiscounts, quoted.TakesEffectOn, day);
        var lots = LotsOf(quoted, kept, amendment, day);
        var (before, after) = (LotAmounts.Monthly(quoted.LotsBefore, day), LotAmounts.Monthly(lots, day));
        var firstPeriod = FirstPeriods.Of(number, quoted.LotsBefore, lots, from, amendment.Policies, FirstPeriodOfLine.Title);
        return quoted with
        {
            KeptDiscounts = kept,
            Charges = [.. quoted.Charges.Select(c =>
                c.Kind == ChargeKind.Recurring ? c with { Before = before, Net = after }
                : c.Kind == ChargeKind.FirstPeriod ? c with { Net = firstPeriod.Net }
                : c)],
            TakesEffectOn = day,
            FirstPeriod = firstPeriod.FirstPeriod,
            LotsAfter = lots,
            Reasons = [.. quoted.Reasons.Select(reason => reason.Figure switch
            {
                Figure.Discount => Moved(reason, quoted.TakesEffectOn, day),
                Figure.MonthlyBefore => Reasons.Monthly(Figure.MonthlyBefore, quoted.LotsBefore, day, before, MonthlyOfChangedLine.Title),
                Figure.MonthlyAfter => Reasons.Monthly(Figure.MonthlyAfter, lots, day, after, MonthlyOfChangedLine.Title),
                Figure.TakesEffectOn => from.Reason,
                Figure.FirstPeriod => firstPeriod.Reason!,
                _ => reason,
            })],
        };
    }

    /// <summary>How a line of an outcome moves over time.</summary>
    public static LineMoves MovesOf(int number, PricedLine line, FormerMonthly? former, DateOnly effectiveDate) => new(
        number,
        line.FirstPeriod is null
            ? LotAmounts.Timeline(line.LotsBefore, former, effectiveDate, line.MonthlyBefore)
            : LotAmounts.Timeline(line.LotsBefore, former, line.LotsAfter, effectiveDate, line.TakesEffectOn, line.MonthlyBefore));

    /// <summary>The quoted lots: new ones from the day on, discounts of this amendment counted from it.</summary>
    private static List<Lot> LotsOf(PricedLine quoted, IReadOnlyList<DiscountStep> kept, Amendment amendment, DateOnly day)
    {
        var lots = new List<Lot>(quoted.LotsAfter.Count);
        var before = quoted.LotsBefore.ToDictionary(l => l.Number, l => l.Discounts);
        // The kept units come first.
        var units = quoted.InitialQuantity;
        foreach (var lot in quoted.LotsAfter)
        {
            if (lot.LeavingOn is not null)
                lots.Add(lot);
            else if (units <= 0)
                lots.Add(lot with { Since = day, Discounts = DiscountSteps.Moved(lot.Discounts, quoted.TakesEffectOn, day) });
            else
                lots.Add(Kept(lot, before, kept, amendment, day));
            if (lot.LeavingOn is null)
                units -= lot.Quantity;
        }
        return lots;
    }

    private static Lot Kept(Lot lot, Dictionary<int, IReadOnlyList<DiscountStep>> before, IReadOnlyList<DiscountStep> kept, Amendment amendment, DateOnly day)
    {
        if (amendment.Policies.Repricing == Repricing.CurrentTariff)
            return lot with { Discounts = kept };
        if (kept.Count == 0)
            return lot;
        var own = before[lot.Number];
        return lot with { Discounts = DiscountSteps.OfKeptLot(own, kept, day, amendment.FirstDayKept) ?? own };
    }

    /// <summary>A reason of a discount with the ends of its steps counted from another day.</summary>
    private static Reason Moved(Reason reason, DateOnly from, DateOnly to) => reason with
    {
        Operands = [.. reason.Operands.Select(o => o.Kind == OperandKind.Date ? Operand.Day(o.Name, DiscountSteps.Moved(o.Date, from, to)) : o)],
    };
}
