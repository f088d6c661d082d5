using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A reduction takes units that are not committed before committed ones, among these the earlier end, then the latest start, then the latest lot; it re-prices nothing.")]
[Tag(ReasonCodes.ReductionOrder)]
[Tag("Contract")]
internal sealed class ReductionTakesUnits : Rule
{
    public const string Title = "Reduction takes units";

    public override void Define()
    {
        Amendment amendment = null!;
        ReducedLine line = null!;
        CombinedDiscount discount = null!;
        TakesEffect from = null!;

        When()
            .Match(() => amendment)
            .Match(() => from, t => !t.Adds)
            .Match(() => line)
            .Match(() => discount, d => d.Line == line.Number);

        Then()
            .Yield(ctx => LotChanges.Reduced(line, amendment, from.Day, discount, Title));
    }
}
