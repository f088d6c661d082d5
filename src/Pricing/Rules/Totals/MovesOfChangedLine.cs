using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A changed line moves on the day on which it takes effect, and where a discount ends or units leave.")]
[Tag("TIMELINE")]
[Tag("Contract")]
internal sealed class MovesOfChangedLine : Rule
{
    public const string Title = "Moves of a changed line";

    public override void Define()
    {
        Amendment amendment = null!;
        ChangedLine line = null!;
        LineLots lots = null!;
        LineMonthly monthly = null!;
        TakesEffect from = null!;

        When()
            .Match(() => amendment)
            .Match(() => line)
            .Match(() => lots, l => l.Line == line.Number)
            .Match(() => monthly, m => m.Line == line.Number)
            .Match(() => from, t => t.Adds == (line is AddedLine));

        Then()
            .Yield(ctx => new LineMoves(line.Number, LotAmounts.Timeline(line.Lots, line.Former, lots.After, amendment.EffectiveDate, from.Day, monthly.Before)));
    }
}
