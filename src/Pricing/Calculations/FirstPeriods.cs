using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>What is due, or credited, of the period that the change of a line cuts.</summary>
internal static class FirstPeriods
{
    /// <param name="line">Number of the line.</param>
    /// <param name="before">Its lots before.</param>
    /// <param name="after">Its lots after.</param>
    /// <param name="from">From when the change counts.</param>
    /// <param name="policies">The convention and the credit policy.</param>
    /// <param name="rule">The rule that decides it.</param>
    public static LineFirstPeriod Of(
        int line, IReadOnlyList<Lot> before, IReadOnlyList<Lot> after, TakesEffect from, ContractPolicies policies, string rule)
    {
        var period = from.Period;
        if (from.IsOnInvoice)
        {
            return new LineFirstPeriod(
                line,
                new FirstPeriod(period.Start, period.End, Fraction.One, 0m, from.IsEstimate),
                Reasons.Of(Figure.FirstPeriod, ReasonCodes.FirstPeriodOnInvoice, rule, Operand.Day("boundary", from.Day)));
        }
        var moves = Proration.Moves(policies.Proration, period, LotAmounts.Changes(before, after, from.Day, period.End));
        var exact = Proration.Exact(period, moves);
        var change = moves[0].MonthlyChange;
        // The sign of the money decides; a decrease of which no share remains gives nothing back either.
        var isKept = policies.ReductionCredit != ReductionCredit.ProratedCredit && (exact < 0m || (exact == 0m && change < 0m));
        var amount = isKept ? 0m : Rounding.ToCent(exact);
        var reason = isKept
            ? Reasons.Of(Figure.FirstPeriod, ReasonCodes.FirstPeriodNotCredited, rule, Operand.Amount("monthly_change", change))
            : Reasons.FirstPeriod(period.Months, moves, amount, rule);
        return new LineFirstPeriod(line, new FirstPeriod(period.Start, period.End, moves[0].Share, amount, from.IsEstimate), reason);
    }
}
