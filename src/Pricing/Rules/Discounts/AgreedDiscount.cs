using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("What was agreed with the reseller, for the products that it names.")]
[Tag("AGREED")]
[Tag("Contract with the reseller")]
internal sealed class AgreedDiscount : Rule
{
    public const string Title = "Agreed discount";

    public override void Define()
    {
        SourceCatalogue catalogue = null!;
        ChangedLine line = null!;
        IReadOnlyList<Discount> discounts = null!;

        When()
            .Match(() => catalogue, c => c.Source == DiscountSource.Agreed)
            .Match(() => line)
            .Let(() => discounts, () => catalogue.Index.Reaching(line))
            .Having(() => discounts.Count > 0);

        Then()
            .Yield(ctx => new SourceDiscount(line.Number, DiscountSource.Agreed, discounts));
    }
}
