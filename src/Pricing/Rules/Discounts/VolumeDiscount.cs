using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A volume discount looks at the final quantity of the line itself.")]
[Tag("VOLUME")]
[Tag("Catalogue")]
internal sealed class VolumeDiscount : Rule
{
    public const string Title = "Volume discount";

    public override void Define()
    {
        SourceCatalogue catalogue = null!;
        ChangedLine line = null!;
        IReadOnlyList<Discount> discounts = null!;

        When()
            .Match(() => catalogue, c => c.Source == DiscountSource.Volume)
            .Match(() => line)
            .Let(() => discounts, () => catalogue.Index.Reaching(line))
            .Having(() => discounts.Count > 0);

        Then()
            .Yield(ctx => new SourceDiscount(line.Number, DiscountSource.Volume, discounts));
    }
}
