using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Units leave on the effective date; under END_OF_PERIOD on the first boundary on or after it and after the pricing date.")]
[Tag(ReasonCodes.TakesEffectAtBoundary)]
[Tag("Contract: credit policy")]
internal sealed class ReductionsTakeEffect : Rule
{
    public const string Title = "Reductions take effect";

    public override void Define()
    {
        Amendment amendment = null!;

        When()
            .Match(() => amendment)
            .Exists<ReducedLine>();

        Then()
            .Yield(ctx => Of(amendment));
    }

    private static TakesEffect Of(Amendment amendment)
    {
        var billing = amendment.Contract.Billing;
        var day = amendment.EffectiveDate;
        var reason = Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectOnEffectiveDate, Title, Operand.Day("effective_date", day));
        if (amendment.Policies.ReductionCredit == ReductionCredit.EndOfPeriod)
        {
            day = BillingCalendar.FirstBoundary(billing, amendment.EffectiveDate, amendment.PricingDate);
            reason = Reasons.Of(Figure.TakesEffectOn, ReasonCodes.TakesEffectAtBoundary, Title,
                Operand.Day("effective_date", amendment.EffectiveDate),
                Operand.Day("pricing_date", amendment.PricingDate),
                Operand.Day("boundary", day));
        }
        var period = BillingCalendar.PeriodOf(billing, day);
        return new TakesEffect(
            Adds: false, day, period, IsOnInvoice: day == period.Start && day > amendment.PricingDate, IsEstimate: false, reason);
    }
}
