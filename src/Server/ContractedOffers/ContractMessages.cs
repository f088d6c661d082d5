using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Terms and lines of contracts.</summary>
internal static class ContractMessages
{
    public static V1.Lot Lot(Lot lot, string currency)
    {
        var proto = new V1.Lot
        {
            Number = lot.Number,
            Quantity = lot.Quantity,
            UnitPrice = Money(lot.UnitPrice, currency),
            Since = Date(lot.Since),
            CommittedUntil = Date(lot.CommittedUntil),
            LeavingOn = Date(lot.LeavingOn),
        };
        proto.Discounts.AddRange(lot.Discounts.Select(d => new V1.DiscountStep { Percent = Decimal(d.Percent), Until = Date(d.Until) }));
        return proto;
    }

    public static V1.Commitment? Commitment(Commitment? commitment) => commitment is null
        ? null
        : new() { TermMonths = commitment.TermMonths, Start = Date(commitment.Start), LastDay = Date(commitment.LastDay) };

    public static V1.BillingSchedule Billing(BillingSchedule billing) =>
        new() { Day = billing.Day, PeriodMonths = billing.PeriodMonths, AnchorMonth = billing.AnchorMonth };

    public static V1.ContractPolicies Policies(ContractPolicies policies)
    {
        var proto = new V1.ContractPolicies
        {
            EffectiveOn = SameName.To<EffectiveOn, V1.EffectiveOn>(policies.EffectiveOn),
            BackDatingDays = policies.BackDatingDays,
            HorizonMonths = policies.HorizonMonths,
            Repricing = SameName.To<Repricing, V1.Repricing>(policies.Repricing),
            Proration = SameName.To<ProrationConvention, V1.ProrationConvention>(policies.Proration),
            ReductionCredit = SameName.To<ReductionCredit, V1.ReductionCredit>(policies.ReductionCredit),
            AdditionCommitment = SameName.To<AdditionCommitment, V1.AdditionCommitment>(policies.AdditionCommitment),
            CommittedReduction = SameName.To<CommittedReduction, V1.CommittedReduction>(policies.CommittedReduction),
            FeeRatePercent = Decimal(policies.FeeRatePercent),
            StartedMonthIsDue = policies.StartedMonthIsDue,
            TolerancePercent = Decimal(policies.TolerancePercent),
            DiscountCombination = SameName.To<DiscountCombination, V1.DiscountCombination>(policies.DiscountCombination),
        };
        if (policies.OwnTermMonths is { } term)
            proto.OwnTermMonths = term;
        return proto;
    }
}
