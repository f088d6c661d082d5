using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The effective date is neither before the delivery of the offer, the latest start of its lots, the day from which units priced anew have their price, the billing period of the pricing date or the back-dating limit, nor after the horizon.")]
[Tag("EFFECTIVE_DATE_INVALID")]
[Tag("Contract")]
internal sealed class EffectiveDateIsInBounds : Rule
{
    public const string Title = "Effective date is in bounds";

    public override void Define()
    {
        Amendment amendment = null!;
        EffectiveDateBounds bounds = default;

        When()
            .Match(() => amendment)
            .Let(() => bounds, () => EffectiveDateBounds.Of(amendment))
            .Having(() => amendment.EffectiveDate < bounds.Earliest || amendment.EffectiveDate > bounds.Latest);

        Then()
            .Yield(ctx => new Violation(ViolationCode.EffectiveDateInvalid, null, Data(amendment, bounds)));
    }

    private static Operand[] Data(Amendment amendment, EffectiveDateBounds bounds) =>
    [
        Operand.Day("effective_date", amendment.EffectiveDate),
        Operand.Day("earliest", bounds.Earliest),
        Operand.Day("latest", bounds.Latest),
    ];
}
