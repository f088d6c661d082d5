using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The final basket does not hold two products that exclude each other, where the amendment changes one of the two.")]
[Tag("PRODUCT_EXCLUDES")]
[Tag("Catalogue")]
internal sealed class ExcludedProductIsAbsent : Rule
{
    public const string Title = "Excluded product is absent";

    public override void Define()
    {
        Dependency dependency = null!;

        When()
            .Match(() => dependency, d => !d.Requires && d.IsTouched && d.Final > 0 && d.OtherFinal > 0);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ProductExcludes, dependency.ProductCode, Data(dependency)));
    }

    private static Operand[] Data(Dependency dependency) => [Operand.Code("excludes", dependency.OtherCode)];
}
