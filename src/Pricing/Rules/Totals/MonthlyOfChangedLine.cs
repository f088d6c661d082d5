using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Before and after on the day on which the line takes effect: quantity x list price x (1 - discount) of its lots, rounded once.")]
[Tag(ReasonCodes.MonthlyOfLots)]
[Tag("Contract and catalogue")]
internal sealed class MonthlyOfChangedLine : Rule
{
    public const string Title = "Monthly amount of a changed line";

    public override void Define()
    {
        ChangedLine line = null!;
        LineLots lots = null!;
        TakesEffect from = null!;

        When()
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number)
            .Match(() => from, t => t.Adds == (line is AddedLine));

        Then()
            .Yield(ctx => Of(line, lots.After, from.Day));
    }

    private static LineMonthly Of(ChangedLine line, IReadOnlyList<Lot> lots, DateOnly day)
    {
        var before = LotAmounts.Monthly(line.Lots, day);
        var after = LotAmounts.Monthly(lots, day);
        return new LineMonthly(
            line.Number,
            before,
            after,
            Reasons.Monthly(Figure.MonthlyBefore, line.Lots, day, before, Title),
            Reasons.Monthly(Figure.MonthlyAfter, lots, day, after, Title));
    }
}
