using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>From when lines count.</summary>
internal static class DaysOfEffect
{
    /// <summary>The effective date; under DELIVERY_DATE, once delivered, the later of it and the day of delivery.</summary>
    public static TakesEffect OfAdditions(Amendment amendment, DateOnly? deliveredOn, string rule)
    {
        var day = amendment.EffectiveDate;
        var onDelivery = amendment.Policies.EffectiveOn == EffectiveOn.DeliveryDate;
        var reason = onDelivery && deliveredOn is { } delivered
            ? Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnDelivery, rule,
                Operand.Day("effective_date", day), Operand.Day("delivered_on", delivered))
            : Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnEffectiveDate, rule, Operand.Day("effective_date", day));
        if (onDelivery && deliveredOn > day)
            day = deliveredOn.Value;
        var period = BillingCalendar.PeriodOf(amendment.Contract.Billing, day);
        return new TakesEffect(
            Adds: true,
            day,
            period,
            IsOnInvoice: day == period.Start && day > amendment.PricingDate,
            IsEstimate: onDelivery && deliveredOn is null,
            reason);
    }
}
