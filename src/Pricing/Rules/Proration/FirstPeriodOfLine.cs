using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("What is due, or credited, of the period that a change cuts; nothing where the ordinary invoice carries the change.")]
[Tag(ReasonCodes.FirstPeriodProrated)]
[Tag("Contract: proration convention and credit policy")]
internal sealed class FirstPeriodOfLine : Rule
{
    public const string Title = "First period";

    public override void Define()
    {
        Amendment amendment = null!;
        ChangedLine line = null!;
        LineLots lots = null!;
        TakesEffect from = null!;

        When()
            .Match(() => amendment)
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number)
            .Match(() => from, t => t.Adds == (line is AddedLine));

        Then()
            .Yield(ctx => Of(amendment, line, lots, from));
    }

    private static LineFirstPeriod Of(Amendment amendment, ChangedLine line, LineLots lots, TakesEffect from)
    {
        var period = from.Period;
        if (from.IsOnInvoice)
        {
            return new LineFirstPeriod(
                line.Number,
                new FirstPeriod(period.Start, period.End, Fraction.One, 0m, from.IsEstimate),
                Reasons.Of(Figure.FirstPeriod, ReasonCodes.FirstPeriodOnInvoice, Title, Operand.Day("boundary", from.Day)));
        }
        var (convention, credit) = (amendment.Policies.Proration, amendment.Policies.ReductionCredit);
        var moves = LotAmounts.Changes(line.Lots, lots.After, from.Day, period.End);
        var amount = Proration.FirstPeriod(convention, period, moves, credit);
        var share = moves[0].MonthlyChange < 0m
            ? Proration.CreditShare(convention, period, from.Day)
            : Proration.RemainingShare(convention, period, from.Day);
        var reason = amount == 0m && moves[0].MonthlyChange < 0m && credit != ReductionCredit.ProratedCredit
            ? Reasons.Of(Figure.FirstPeriod, ReasonCodes.FirstPeriodNotCredited, Title, Operand.Amount("monthly_change", moves[0].MonthlyChange))
            : Reasons.FirstPeriod(convention, period, moves, amount, Title);
        return new LineFirstPeriod(line.Number, new FirstPeriod(period.Start, period.End, share, amount, from.IsEstimate), reason);
    }
}
