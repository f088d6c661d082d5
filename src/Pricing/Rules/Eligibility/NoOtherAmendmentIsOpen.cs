using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("One amendment of an offer at a time.")]
[Tag("OPEN_AMENDMENT_EXISTS")]
[Tag("Process")]
internal sealed class NoOtherAmendmentIsOpen : Rule
{
    public const string Title = "No other amendment is open";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment, a => a.Request.OpenAmendment != null);

        Then()
            .Yield(ctx => new Violation(ViolationCode.OpenAmendmentExists, null, Data(amendment)));
    }

    private static Operand[] Data(Amendment amendment) => [Operand.Code("amendment", amendment.Request.OpenAmendment!)];
}
