using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("An amendment changes an existing offer: a product that the offer does not have is a new subscription.")]
[Tag("PRODUCT_NOT_IN_OFFER")]
[Tag("Process")]
internal sealed class ProductIsInOffer : Rule
{
    public const string Title = "Product is in the offer";

    public override void Define()
    {
        AddedLine line = null!;

        When()
            .Match(() => line, l => l.Product == null && !l.IsContracted);

        Then()
            .Yield(ctx => new Violation(ViolationCode.ProductNotInOffer, line.ProductCode, Data(line)));
    }

    private static Operand[] Data(AddedLine line) => [Operand.Quantity("final_quantity", line.Final)];
}
