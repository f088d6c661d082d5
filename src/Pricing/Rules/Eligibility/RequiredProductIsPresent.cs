using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A product of the final basket has what it requires, where the amendment changes one of the two.")]
[Tag("PRODUCT_REQUIRES")]
[Tag("Catalogue")]
internal sealed class RequiredProductIsPresent : Rule
{
    public const string Title = "Required product is present";

    public override void Define()
    {
        Dependency dependency = null!;

        When()
            .Match(() => dependency, d => d.Requires && d.IsTouched && d.Final > 0 && d.OtherFinal == 0);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ProductRequires, dependency.ProductCode, Data(dependency)));
    }

    private static Operand[] Data(Dependency dependency) => [Operand.Code("requires", dependency.OtherCode)];
}
