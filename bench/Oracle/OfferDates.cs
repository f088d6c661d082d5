using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>From when the additions, and the reductions, of an amendment count.</summary>
internal static class OfferDates
{
    public static TakesEffect OfAdditions(Amendment amendment)
    {
        var day = amendment.EffectiveDate;
        var effective = Operand.Day("effective_date", day);
        if (amendment.Policies.EffectiveOn == EffectiveOn.RequestedDate)
            return At(Adds: true, amendment, day, false, At(ReasonCodes.TakesEffectOnEffectiveDate, AdditionsTakeEffect.Title, effective));
        if (amendment.Request.DeliveredOn is not { } delivered)
            return At(Adds: true, amendment, day, true, At(ReasonCodes.TakesEffectOnEffectiveDate, AdditionsTakeEffect.Title, effective));
        return At(Adds: true, amendment, delivered > day ? delivered : day, false,
            At(ReasonCodes.TakesEffectOnDelivery, AdditionsTakeEffect.Title, effective, Operand.Day("delivered_on", delivered)));
    }

    public static TakesEffect OfReductions(Amendment amendment)
    {
        var effective = Operand.Day("effective_date", amendment.EffectiveDate);
        if (amendment.Policies.ReductionCredit != ReductionCredit.EndOfPeriod)
        {
            return At(Adds: false, amendment, amendment.EffectiveDate, false,
                At(ReasonCodes.TakesEffectOnEffectiveDate, ReductionsTakeEffect.Title, effective));
        }
        var day = BillingCalendar.FirstBoundary(amendment.Contract.Billing, amendment.EffectiveDate, amendment.PricingDate);
        return At(Adds: false, amendment, day, false,
            At(ReasonCodes.TakesEffectAtBoundary, ReductionsTakeEffect.Title,
                effective, Operand.Day("pricing_date", amendment.PricingDate), Operand.Day("boundary", day)));
    }

    private static Reason At(string code, string rule, params Operand[] operands) => new(Figure.TakesEffectOn, code, rule, operands);

    private static TakesEffect At(bool Adds, Amendment amendment, DateOnly day, bool isEstimate, Reason reason)
    {
        var period = BillingCalendar.PeriodOf(amendment.Contract.Billing, day);
        return new TakesEffect(Adds, day, period, day == period.Start && day > amendment.PricingDate, isEstimate, reason);
    }
}
