using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under BEST_OF the highest percentage of the sources counts alone, for setup and recurring apart, anew for each date.")]
[Tag(ReasonCodes.RecurringDiscountBestOf)]
[Tag("Contract: combination policy")]
internal sealed class BestDiscountOfAllSources : Rule
{
    public const string Title = "Best discount of all sources";

    public override void Define()
    {
        Amendment amendment = null!;
        ChangedLine line = null!;
        TakesEffect from = null!;
        IEnumerable<SourceDiscount> sources = null!;

        When()
            .Match(() => amendment, a => a.Policies.DiscountCombination == DiscountCombination.BestOf)
            .Match(() => line)
            .Match(() => from, t => t.Adds == (line is AddedLine))
            .Query(() => sources, q => q.Match<SourceDiscount>(d => d.Line == line.Number).Collect());

        Then()
            .Yield(ctx => DiscountCombinations.Of(line, sources, from.Day, DiscountCombination.BestOf, Title));
    }
}
