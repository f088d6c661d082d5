using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under STACKED each source applies to what the others left, for setup and recurring apart, anew for each date.")]
[Tag(ReasonCodes.RecurringDiscountStacked)]
[Tag("Contract: combination policy")]
internal sealed class StackedDiscounts : Rule
{
    public const string Title = "Stacked discounts";

    public override void Define()
    {
        Amendment amendment = null!;
        ChangedLine line = null!;
        TakesEffect from = null!;
        IEnumerable<SourceDiscount> sources = null!;

        When()
            .Match(() => amendment, a => a.Policies.DiscountCombination == DiscountCombination.Stacked)
            .Match(() => line)
            .Match(() => from, t => t.Adds == (line is AddedLine))
            .Query(() => sources, q => q.Match<SourceDiscount>(d => d.Line == line.Number).Collect());

        Then()
            .Yield(ctx => DiscountCombinations.Of(line, sources, from.Day, DiscountCombination.Stacked, Title));
    }
}
