using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The final quantity is a multiple of the step.")]
[Tag("QUANTITY_STEP")]
[Tag("Catalogue")]
internal sealed class QuantityIsOnStep : Rule
{
    public const string Title = "Quantity is on the step";

    public override void Define()
    {
        ChangedLine line = null!;

        When()
            .Match(() => line, l => l.Product != null && l.Final % l.Product.Step != 0);

        Then()
            .Yield(ctx => new Violation(ViolationCode.QuantityStep, line.ProductCode, Data(line)));
    }

    private static Operand[] Data(ChangedLine line) =>
        [Operand.Quantity("final_quantity", line.Final), Operand.Quantity("step", line.Product!.Step)];
}
