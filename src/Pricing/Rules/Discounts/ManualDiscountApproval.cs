using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A manual discount above the asker's ceiling needs an operator's grant, for exactly this product, final quantity and percentages, up to the operator's own ceiling.")]
[Tag("DISCOUNT_APPROVAL")]
[Tag("Internal authority")]
internal sealed class ManualDiscountApproval : Rule
{
    public const string Title = "Manual discount approval";

    public override void Define()
    {
        Amendment amendment = null!;
        ManualDiscountRequest request = null!;

        When()
            .Match(() => amendment)
            .Match(() => request, r => r.ReachesUnits && DiscountCeilings.Exceeds(amendment.Request, r.Asked));

        Then()
            .Yield(ctx => DiscountCeilings.Approval(amendment.Request, request));
    }
}
