using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name("Large addition is agreed")]
[Description("One amendment adds at most 100 units of a product: more is agreed with the network first.")]
[Tag("QUANTITY_OUT_OF_RANGE")]
[Tag("Process")]
internal sealed class LargeAdditionIsAgreed : Rule
{
    private const int MostAtOnce = 100;

    public override void Define()
    {
        AddedLine line = null!;

        When()
            .Match(() => line, l => l.Change > MostAtOnce);

        Then()
            .Yield(ctx => new Violation(ViolationCode.QuantityOutOfRange, line.ProductCode, Data(line)));
    }

    private static Operand[] Data(AddedLine line) =>
    [
        Operand.Quantity("final_quantity", line.Final),
        Operand.Quantity("minimum", line.Initial),
        Operand.Quantity("maximum", line.Initial + MostAtOnce),
    ];
}
