using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A product that is not reducible keeps its quantity or grows.")]
[Tag("REDUCTION_NOT_ALLOWED")]
[Tag("Catalogue")]
internal sealed class ProductIsReducible : Rule
{
    public const string Title = "Product is reducible";

    public override void Define()
    {
        ReducedLine line = null!;

        When()
            .Match(() => line, l => l.Product != null && !l.Product.IsReducible);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ReductionNotAllowed, line.ProductCode, Data(line)));
    }

    private static Operand[] Data(ReducedLine line) =>
        [Operand.Quantity("initial_quantity", line.Initial), Operand.Quantity("final_quantity", line.Final)];
}
