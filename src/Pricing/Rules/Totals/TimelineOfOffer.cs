using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The net monthly amount of the offer from each date on which it moves, the effective date first.")]
[Tag("TIMELINE")]
[Tag("Contract")]
internal sealed class TimelineOfOffer : Rule
{
    public const string Title = "Timeline of the offer";

    public override void Define()
    {
        Amendment amendment = null!;
        NetAmounts net = null!;
        IEnumerable<LineMoves> moves = null!;

        When()
            .Match(() => amendment)
            .Match(() => net)
            .Query(() => moves, q => q.Match<LineMoves>().Collect());

        Then()
            .Yield(ctx => new OfferTimeline(Timelines.Of(amendment.EffectiveDate, net.RecurringBefore, moves)));
    }
}
