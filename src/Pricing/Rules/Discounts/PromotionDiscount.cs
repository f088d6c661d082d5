using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A promotion is given for effective dates within its validity.")]
[Tag("PROMOTION")]
[Tag("Catalogue")]
internal sealed class PromotionDiscount : Rule
{
    public const string Title = "Promotion";

    public override void Define()
    {
        SourceCatalogue catalogue = null!;
        ChangedLine line = null!;
        IReadOnlyList<Discount> discounts = null!;

        When()
            .Match(() => catalogue, c => c.Source == DiscountSource.Promotion)
            .Match(() => line)
            .Let(() => discounts, () => catalogue.Index.Reaching(line))
            .Having(() => discounts.Count > 0);

        Then()
            .Yield(ctx => new SourceDiscount(line.Number, DiscountSource.Promotion, discounts));
    }
}
