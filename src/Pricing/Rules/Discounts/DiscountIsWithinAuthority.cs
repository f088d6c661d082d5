using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A manual discount above the asker's ceiling is refused until it is granted.")]
[Tag("DISCOUNT_EXCEEDS_AUTHORITY")]
[Tag("Internal authority")]
internal sealed class DiscountIsWithinAuthority : Rule
{
    public const string Title = "Discount is within authority";

    public override void Define()
    {
        DiscountApproval approval = null!;

        When()
            .Match(() => approval, a => a.GrantedBy == null);

        Then()
            .Yield(ctx => new Violation(ViolationCode.DiscountExceedsAuthority, approval.ProductCode, Data(approval)));
    }

    private static Operand[] Data(DiscountApproval approval) =>
    [
        Operand.Percent("setup", approval.SetupPercent),
        Operand.Percent("setup_ceiling", approval.CeilingSetupPercent),
        Operand.Percent("recurring", approval.RecurringPercent),
        Operand.Percent("recurring_ceiling", approval.CeilingRecurringPercent),
    ];
}
