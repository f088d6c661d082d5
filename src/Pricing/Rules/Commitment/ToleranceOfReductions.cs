using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A share of the committed units, at list price, goes free over the life of the commitment, earlier reductions counted.")]
[Tag("TOLERANCE")]
[Tag("Contract: tolerance")]
internal sealed class ToleranceOfReductions : Rule
{
    public const string Title = "Tolerance of reductions";

    public override void Define()
    {
        Amendment amendment = null!;
        IEnumerable<Line> lines = null!;
        IEnumerable<LineLots> lots = null!;

        When()
            .Match(() => amendment)
            .Exists<ReducedLine>()
            .Query(() => lines, q => q.Match<Line>().Collect())
            .Query(() => lots, q => q.Match<LineLots>(l => l.Taken.Count > 0).Collect());

        Then()
            .Yield(ctx => Tolerances.Of(amendment, lines, lots));
    }
}
