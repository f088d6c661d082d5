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
            .Yield(ctx => Of(amendment.EffectiveDate, net.RecurringBefore, moves));
    }

    private static OfferTimeline Of(DateOnly effectiveDate, decimal monthlyBefore, IEnumerable<LineMoves> lines)
    {
        var byDay = new SortedDictionary<DateOnly, decimal> { [effectiveDate] = 0m };
        foreach (var line in lines)
        {
            var moves = line.Moves;
            for (var i = 0; i < moves.Count; i++)
                byDay[moves[i].On] = byDay.GetValueOrDefault(moves[i].On) + moves[i].By;
        }
        var entries = new List<TimelineEntry>(byDay.Count);
        var amount = monthlyBefore;
        foreach (var (on, by) in byDay)
        {
            amount += by;
            if (by != 0m || entries.Count == 0)
                entries.Add(new TimelineEntry(on, amount));
        }
        return new OfferTimeline(entries);
    }
}
