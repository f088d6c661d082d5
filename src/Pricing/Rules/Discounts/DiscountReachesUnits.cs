using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A manual discount that reaches no unit of this amendment is refused.")]
[Tag("DISCOUNT_WITHOUT_CHANGE")]
[Tag("Process")]
internal sealed class DiscountReachesUnits : Rule
{
    public const string Title = "Manual discount reaches units";

    public override void Define()
    {
        ManualDiscountRequest request = null!;

        When()
            .Match(() => request, r => !r.ReachesUnits);

        Then()
            .Yield(ctx => new Violation(ViolationCode.DiscountWithoutChange, request.ProductCode, Data(request)));
    }

    private static Operand[] Data(ManualDiscountRequest request) =>
        [Operand.Percent("setup", request.Asked.SetupPercent), Operand.Percent("recurring", request.Asked.RecurringPercent)];
}
