using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The final quantity lies between minimum and maximum; 0 is in range unless the product is mandatory.")]
[Tag("QUANTITY_OUT_OF_RANGE")]
[Tag("Catalogue")]
internal sealed class QuantityIsInRange : Rule
{
    public const string Title = "Quantity is in range";

    public override void Define()
    {
        ChangedLine line = null!;

        When()
            .Match(() => line, l => l.Product != null && !IsInRange(l.Product, l.Final));

        Then()
            .Yield(ctx => new Violation(ViolationCode.QuantityOutOfRange, line.ProductCode, Data(line)));
    }

    private static bool IsInRange(CatalogueProduct product, int quantity) => quantity == 0
        ? !product.IsMandatory
        : quantity >= product.MinimumQuantity && !(quantity > product.MaximumQuantity);

    private static Operand[] Data(ChangedLine line)
    {
        var product = line.Product!;
        var final = Operand.Quantity("final_quantity", line.Final);
        var minimum = Operand.Quantity("minimum", product.MinimumQuantity);
        return product.MaximumQuantity is { } maximum ? [final, minimum, Operand.Quantity("maximum", maximum)] : [final, minimum];
    }
}
