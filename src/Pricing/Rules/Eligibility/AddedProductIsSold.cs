using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Units are added only of a product that has a tariff on the effective date; keeping and reducing stay possible.")]
[Tag("PRODUCT_RETIRED")]
[Tag("Catalogue")]
internal sealed class AddedProductIsSold : Rule
{
    public const string Title = "Added product is sold";

    public override void Define()
    {
        Amendment amendment = null!;
        AddedLine line = null!;

        When()
            .Match(() => amendment)
            .Match(() => line, l => l.Product != null || l.IsContracted)
            .Not<LineTariff>(t => t.Line == line.Number);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ProductRetired, line.ProductCode, Data(amendment, line)));
    }

    private static Operand[] Data(Amendment amendment, AddedLine line) =>
        [Operand.Quantity("added", line.Change), Operand.Day("effective_date", amendment.EffectiveDate)];
}
