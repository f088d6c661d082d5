using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>Writes down what a figure was computed from. The codes and their operands: <see cref="ReasonCodes"/>.</summary>
internal static class Reasons
{
    private static readonly string[] SourceNames = ["agreed", "promotion", "volume", "manual"];

    public static Reason Of(Figure figure, string code, string rule, params Operand[] operands) => new(figure, code, rule, operands);

    public static Reason ListPrice(string code, string rule, PriceBlock[] blocks)
    {
        var operands = new Operand[2 * blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
        {
            operands[2 * i] = Operand.Quantity("quantity", blocks[i].Quantity);
            operands[2 * i + 1] = Operand.Amount("unit_price", blocks[i].UnitPrice);
        }
        return new Reason(Figure.UnitPrice, code, rule, operands);
    }

    public static Reason ReductionOrder(List<Lot> taken, string rule)
    {
        var operands = new Operand[3 * taken.Count];
        for (var i = 0; i < taken.Count; i++)
        {
            operands[3 * i] = Operand.Quantity("quantity", taken[i].Quantity);
            operands[3 * i + 1] = Operand.Amount("unit_price", taken[i].UnitPrice);
            operands[3 * i + 2] = Operand.Day("since", taken[i].Since);
        }
        return new Reason(Figure.MonthlyAfter, ReasonCodes.ReductionOrder, rule, operands);
    }

    public static Reason Setup(int quantity, decimal unitPrice, decimal discount, decimal amount, string rule)
    {
        Operand[] operands = discount == 0m
            ? [Operand.Quantity("quantity", quantity), Operand.Amount("unit_price", unitPrice), Operand.Amount("amount", amount)]
            : [Operand.Quantity("quantity", quantity), Operand.Amount("unit_price", unitPrice), Operand.Percent("discount", discount), Operand.Amount("amount", amount)];
        return new Reason(Figure.Setup, ReasonCodes.SetupAddedUnits, rule, operands);
    }

    public static Reason Discount(
        bool ofSetup, ReadOnlySpan<decimal> percents, IReadOnlyList<DiscountStep> steps, DiscountCombination combination, string rule)
    {
        var operands = new List<Operand>(percents.Length + 2 * steps.Count);
        for (var source = 0; source < percents.Length; source++)
            if (percents[source] > 0m)
                operands.Add(Operand.Percent(SourceNames[source], percents[source]));
        for (var i = 0; i < steps.Count; i++)
        {
            operands.Add(Operand.Percent("combined", steps[i].Percent));
            if (steps[i].Until is { } until)
                operands.Add(Operand.Day("until", until));
        }
        var isStacked = combination == DiscountCombination.Stacked;
        var code = ofSetup
            ? isStacked ? ReasonCodes.SetupDiscountStacked : ReasonCodes.SetupDiscountBestOf
            : isStacked ? ReasonCodes.RecurringDiscountStacked : ReasonCodes.RecurringDiscountBestOf;
        return new Reason(Figure.Discount, code, rule, operands);
    }

    public static Reason Monthly(Figure figure, IReadOnlyList<Lot> lots, DateOnly day, decimal amount, string rule)
    {
        var operands = new Operand[OperandsOf(lots, day) + 1];
        var at = 0;
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].LeavingOn is null)
                at = AddLot(operands, at, lots[i], day);
        }
        operands[at] = Operand.Amount("amount", amount);
        return new Reason(figure, ReasonCodes.MonthlyOfLots, rule, operands);
    }

    /// <summary>Why a line that is left as it is costs what it costs: its lots, or what it cost before an addition to come.</summary>
    public static Reason Held(Line line, DateOnly day, decimal amount, string rule) =>
        Monthly(Figure.MonthlyBefore, LotAmounts.Says(line.Former, day) ? [] : line.Lots, day, amount, rule);

    public static Reason FirstPeriod(
        int months, IReadOnlyList<ProratedMove> moves, decimal amount, string rule)
    {
        var operands = new Operand[3 * moves.Count + 2];
        operands[0] = Operand.Months("months", months);
        for (var i = 0; i < moves.Count; i++)
        {
            operands[3 * i + 1] = Operand.Day("from", moves[i].From);
            operands[3 * i + 2] = Operand.Amount("monthly_change", moves[i].MonthlyChange);
            operands[3 * i + 3] = Operand.Fraction("share", moves[i].Share);
        }
        operands[^1] = Operand.Amount("amount", amount);
        return new Reason(Figure.FirstPeriod, ReasonCodes.FirstPeriodProrated, rule, operands);
    }

    public static Reason Fee(
        Amendment amendment, IReadOnlyList<Lot> taken, DateOnly day, Tolerance tolerance, decimal amount, string rule)
    {
        var operands = new List<Operand>(2 + 4 * taken.Count) { Operand.Percent("rate", amendment.Policies.FeeRatePercent) };
        for (var i = 0; i < taken.Count; i++)
        {
            var lot = taken[i];
            if (LotChanges.CommittedUntil(lot, amendment.OfferCommittedUntil) is not { } until || until <= day)
                continue;
            var term = RemainingTerm.From(day, until, amendment.Policies.StartedMonthIsDue);
            operands.Add(Operand.Quantity("quantity", lot.Quantity));
            operands.Add(Operand.Amount("unit_price", lot.UnitPrice));
            if (DiscountSteps.At(lot.Discounts, day) is var discount and not 0m)
                operands.Add(Operand.Percent("discount", discount));
            operands.Add(Operand.Months("months", term.WholeMonths));
            if (term.LastMonth.Numerator > 0)
                operands.Add(Operand.Fraction("last_month", term.LastMonth));
        }
        if (tolerance.Allowance > 0m)
        {
            operands.Add(Operand.Amount("reduced", tolerance.Reduced));
            operands.Add(Operand.Amount("allowance", tolerance.ShownAllowance));
        }
        operands.Add(Operand.Amount("amount", amount));
        return new Reason(Figure.EarlyReductionFee, ReasonCodes.EarlyReductionFee, rule, operands);
    }

    private static int OperandsOf(IReadOnlyList<Lot> lots, DateOnly day)
    {
        var count = 0;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                count += DiscountSteps.At(lots[i].Discounts, day) == 0m ? 2 : 3;
        return count;
    }

    private static int AddLot(Operand[] operands, int at, Lot lot, DateOnly day)
    {
        operands[at++] = Operand.Quantity("quantity", lot.Quantity);
        operands[at++] = Operand.Amount("unit_price", lot.UnitPrice);
        if (DiscountSteps.At(lot.Discounts, day) is var discount and not 0m)
            operands[at++] = Operand.Percent("discount", discount);
        return at;
    }
}
