using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Added units count from the effective date; under DELIVERY_DATE, once delivered, from the later of it and the day of delivery.")]
[Tag(ReasonCodes.TakesEffectOnEffectiveDate)]
[Tag("Contract: policy effective_on")]
internal sealed class AdditionsTakeEffect : Rule
{
    public const string Title = "Additions take effect";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment)
            .Exists<AddedLine>();

        Then()
            .Yield(ctx => DaysOfEffect.OfAdditions(amendment, amendment.Request.DeliveredOn, Title));
    }
}
