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
            .Yield(ctx => FirstPeriods.Of(line.Number, line.Lots, lots.After, from, amendment.Policies, Title));
    }
}
