using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A line that the amendment leaves alone moves where a discount ends or units leave.")]
[Tag("TIMELINE")]
[Tag("Contract")]
internal sealed class MovesOfUnchangedLine : Rule
{
    public const string Title = "Moves of an unchanged line";

    public override void Define()
    {
        Amendment amendment = null!;
        Line line = null!;
        LineMonthly monthly = null!;

        When()
            .Match(() => amendment)
            .Match(() => line, l => l.MovesByItself)
            .Match(() => monthly, m => m.Line == line.Number)
            .Not<LineLots>(l => l.Line == line.Number);

        Then()
            .Yield(ctx => new LineMoves(line.Number, LotAmounts.Timeline(line.Lots, line.Former, amendment.EffectiveDate, monthly.Before)));
    }
}
