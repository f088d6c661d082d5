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
            .Yield(ctx => Of(amendment));
    }

    private static TakesEffect Of(Amendment amendment)
    {
        var day = amendment.EffectiveDate;
        var onDelivery = amendment.Policies.EffectiveOn == EffectiveOn.DeliveryDate;
        var reason = onDelivery && amendment.Request.DeliveredOn is { } delivered
            ? Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnDelivery, Title,
                Operand.Day("effective_date", day), Operand.Day("delivered_on", delivered))
            : Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnEffectiveDate, Title, Operand.Day("effective_date", day));
        if (onDelivery && amendment.Request.DeliveredOn > day)
            day = amendment.Request.DeliveredOn.Value;
        var period = BillingCalendar.PeriodOf(amendment.Contract.Billing, day);
        return new TakesEffect(
            Adds: true,
            day,
            period,
            IsOnInvoice: day == period.Start && day > amendment.PricingDate,
            IsEstimate: onDelivery && amendment.Request.DeliveredOn is null,
            reason);
    }
}
