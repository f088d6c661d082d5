using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The lasting net price of a unit priced by this amendment is not below the product's floor; lots left as they were are not judged.")]
[Tag("PRICE_BELOW_FLOOR")]
[Tag("Catalogue")]
internal sealed class PriceIsAboveFloor : Rule
{
    public const string Title = "Price is above the floor";

    public override void Define()
    {
        ChangedLine line = null!;
        LineLots lots = null!;
        decimal lowest = 0m;

        When()
            .Match(() => line, l => l.Product != null && l.Product.FloorPrice != null)
            .Match(() => lots, l => l.Line == line.Number)
            .Let(() => lowest, () => NetPrices.LowestLasting(lots.Priced))
            .Having(() => lowest < line.Product!.FloorPrice);

        Then()
            .Yield(ctx => new Violation(ViolationCode.PriceBelowFloor, line.ProductCode, Data(line, lowest)));
    }

    private static Operand[] Data(ChangedLine line, decimal lowest) =>
        [Operand.Amount("net_unit_price", Rounding.ToFourDecimals(lowest)), Operand.Amount("floor", line.Product!.FloorPrice!.Value)];
}
