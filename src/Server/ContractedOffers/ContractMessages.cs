using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Terms and lines of contracts.</summary>
internal static class ContractMessages
{
    /// <summary>A lot.</summary>
    public static V1.Lot Lot(Lot lot, string currency) =>
        V1.Lot.Parser.ParseFrom(ProtoWriter.Bytes((lot, currency), static (writer, l) => Write(writer, l.lot, l.currency)));

    /// <summary>A commitment; none: null.</summary>
    public static V1.Commitment? Commitment(Commitment? commitment) => commitment is null
        ? null
        : V1.Commitment.Parser.ParseFrom(ProtoWriter.Bytes(commitment, Write));

    /// <summary>Writes a lot.</summary>
    public static void Write(ProtoWriter writer, int field, Lot lot, string currency)
    {
        var start = writer.Begin(field);
        Write(writer, lot, currency);
        writer.End(start);
    }

    /// <summary>Writes a commitment; none: left out.</summary>
    public static void Write(ProtoWriter writer, int field, Commitment? commitment)
    {
        if (commitment is null)
            return;
        var start = writer.Begin(field);
        Write(writer, commitment);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, Lot lot, string currency)
    {
        writer.Number(V1.Lot.NumberFieldNumber, lot.Number);
        writer.Number(V1.Lot.QuantityFieldNumber, lot.Quantity);
        writer.Money(V1.Lot.UnitPriceFieldNumber, lot.UnitPrice, currency);
        for (var i = 0; i < lot.Discounts.Count; i++)
        {
            var step = writer.Begin(V1.Lot.DiscountsFieldNumber);
            writer.Decimal(V1.DiscountStep.PercentFieldNumber, lot.Discounts[i].Percent);
            writer.Date(V1.DiscountStep.UntilFieldNumber, lot.Discounts[i].Until);
            writer.End(step);
        }
        writer.Date(V1.Lot.SinceFieldNumber, lot.Since);
        writer.Date(V1.Lot.CommittedUntilFieldNumber, lot.CommittedUntil);
        writer.Date(V1.Lot.LeavingOnFieldNumber, lot.LeavingOn);
    }

    private static void Write(ProtoWriter writer, Commitment commitment)
    {
        writer.Number(V1.Commitment.TermMonthsFieldNumber, commitment.TermMonths);
        writer.Date(V1.Commitment.StartFieldNumber, commitment.Start);
        writer.Date(V1.Commitment.LastDayFieldNumber, commitment.LastDay);
    }

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
