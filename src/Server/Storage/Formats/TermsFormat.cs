using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>The terms of a contract, as they are stored and as the core reads them. The one place that knows both.</summary>
internal static class TermsFormat
{
    private static readonly StoredNames<EffectiveOn, StoredEffectiveOn> EffectiveOns = new(
        (EffectiveOn.DeliveryDate, StoredEffectiveOn.DeliveryDate),
        (EffectiveOn.RequestedDate, StoredEffectiveOn.RequestedDate));

    private static readonly StoredNames<Repricing, StoredRepricing> Repricings = new(
        (Repricing.KeepContracted, StoredRepricing.KeepContracted),
        (Repricing.CurrentTariff, StoredRepricing.CurrentTariff));

    private static readonly StoredNames<ProrationConvention, StoredProration> Prorations = new(
        (ProrationConvention.ActualOverPeriod, StoredProration.ActualOverPeriod),
        (ProrationConvention.MonthsThenActualDays, StoredProration.MonthsThenActualDays),
        (ProrationConvention.MonthsThenThirtieths, StoredProration.MonthsThenThirtieths),
        (ProrationConvention.Thirty360, StoredProration.Thirty360),
        (ProrationConvention.FullFirstMonth, StoredProration.FullFirstMonth),
        (ProrationConvention.NextMonth, StoredProration.NextMonth));

    private static readonly StoredNames<ReductionCredit, StoredReductionCredit> ReductionCredits = new(
        (ReductionCredit.EndOfPeriod, StoredReductionCredit.EndOfPeriod),
        (ReductionCredit.ProratedCredit, StoredReductionCredit.ProratedCredit),
        (ReductionCredit.NoCredit, StoredReductionCredit.NoCredit));

    private static readonly StoredNames<AdditionCommitment, StoredAdditionCommitment> AdditionCommitments = new(
        (AdditionCommitment.CoTerm, StoredAdditionCommitment.CoTerm),
        (AdditionCommitment.Restart, StoredAdditionCommitment.Restart),
        (AdditionCommitment.OwnTerm, StoredAdditionCommitment.OwnTerm));

    private static readonly StoredNames<CommittedReduction, StoredCommittedReduction> CommittedReductions = new(
        (CommittedReduction.Fee, StoredCommittedReduction.Fee),
        (CommittedReduction.Free, StoredCommittedReduction.Free),
        (CommittedReduction.Forbidden, StoredCommittedReduction.Forbidden));

    private static readonly StoredNames<DiscountCombination, StoredDiscountCombination> DiscountCombinations = new(
        (DiscountCombination.BestOf, StoredDiscountCombination.BestOf),
        (DiscountCombination.Stacked, StoredDiscountCombination.Stacked));

    /// <summary>What is stored of a contract.</summary>
    public static byte[] Bytes(Contract contract) => ProtoWriter.Bytes(contract, Write);

    /// <summary>Writes the terms of a contract.</summary>
    public static void Write(ProtoWriter writer, Contract contract)
    {
        var billing = writer.Begin(StoredTerms.BillingFieldNumber);
        writer.Number(StoredBilling.DayFieldNumber, contract.Billing.Day);
        writer.Number(StoredBilling.PeriodMonthsFieldNumber, contract.Billing.PeriodMonths);
        writer.Number(StoredBilling.AnchorMonthFieldNumber, contract.Billing.AnchorMonth);
        writer.End(billing);
        Write(writer, StoredTerms.CommitmentFieldNumber, contract.Commitment);
        writer.Amount(StoredTerms.ToleranceUsedFieldNumber, contract.ToleranceUsed);
        Write(writer, contract.Policies);
        for (var i = 0; i < contract.Lines.Count; i++)
            Write(writer, contract.Lines[i]);
    }

    /// <summary>Writes a commitment; none: left out.</summary>
    public static void Write(ProtoWriter writer, int field, Commitment? commitment)
    {
        if (commitment is null)
            return;
        var start = writer.Begin(field);
        writer.Number(StoredCommitment.TermMonthsFieldNumber, commitment.TermMonths);
        writer.Day(StoredCommitment.StartFieldNumber, commitment.Start);
        writer.Day(StoredCommitment.LastDayFieldNumber, commitment.LastDay);
        writer.End(start);
    }

    /// <summary>The contract that has these terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="reference">Reference of the contracted offer.</param>
    /// <param name="state">Its state.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="deliveredOn">Its day of delivery; none: null.</param>
    public static Contract ToContract(StoredTerms terms, string reference, ContractState state, string currency, DateOnly? deliveredOn)
    {
        var lines = new ContractLine[terms.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = ToLine(terms.Lines[i]);
        return new Contract
        {
            Reference = reference,
            State = state,
            Currency = currency,
            DeliveredOn = deliveredOn,
            Billing = new(terms.Billing.Day, terms.Billing.PeriodMonths, terms.Billing.AnchorMonth),
            Commitment = ToCommitment(terms.Commitment),
            ToleranceUsed = StoredValues.Number(terms.ToleranceUsed),
            Policies = ToPolicies(terms.Policies),
            Lines = lines,
        };
    }

    /// <summary>The commitment that was stored; none: null.</summary>
    public static Commitment? ToCommitment(StoredCommitment? stored) => stored is null
        ? null
        : new(stored.TermMonths, StoredValues.ToDay(stored.Start), StoredValues.ToDay(stored.LastDay));

    /// <summary>The lot that was stored.</summary>
    public static Lot ToLot(StoredLot stored)
    {
        var discounts = stored.Discounts.Count == 0 ? [] : new DiscountStep[stored.Discounts.Count];
        for (var i = 0; i < discounts.Length; i++)
            discounts[i] = ToStep(stored.Discounts[i]);
        return new()
        {
            Number = stored.Number,
            Quantity = stored.Quantity,
            UnitPrice = StoredValues.Number(stored.UnitPrice),
            Discounts = discounts,
            Since = StoredValues.ToDay(stored.Since),
            CommittedUntil = StoredValues.ToDayOrNone(stored.CommittedUntil),
            LeavingOn = StoredValues.ToDayOrNone(stored.LeavingOn),
        };
    }

    private static void Write(ProtoWriter writer, ContractLine line)
    {
        var start = writer.Begin(StoredTerms.LinesFieldNumber);
        writer.Text(StoredLine.ProductFieldNumber, line.ProductCode);
        for (var i = 0; i < line.Lots.Count; i++)
            Write(writer, line.Lots[i]);
        if (line.Former is { } former)
            Write(writer, former);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, FormerMonthly former)
    {
        var start = writer.Begin(StoredLine.FormerFieldNumber);
        writer.Day(StoredFormerMonthly.UntilFieldNumber, former.Until);
        Write(writer, StoredFormerMonthly.TimelineFieldNumber, former.Timeline);
        writer.End(start);
    }

    /// <summary>Writes a timeline.</summary>
    public static void Write(ProtoWriter writer, int field, IReadOnlyList<TimelineEntry> timeline)
    {
        for (var i = 0; i < timeline.Count; i++)
        {
            var start = writer.Begin(field);
            writer.Day(StoredMonthly.FromFieldNumber, timeline[i].From);
            writer.Amount(StoredMonthly.AmountFieldNumber, timeline[i].Monthly);
            writer.End(start);
        }
    }

    /// <summary>The timeline that was stored.</summary>
    public static TimelineEntry[] ToTimeline(IReadOnlyList<StoredMonthly> stored)
    {
        var timeline = new TimelineEntry[stored.Count];
        for (var i = 0; i < timeline.Length; i++)
            timeline[i] = new(StoredValues.ToDay(stored[i].From), StoredValues.Number(stored[i].Amount));
        return timeline;
    }

    private static void Write(ProtoWriter writer, Lot lot)
    {
        var start = writer.Begin(StoredLine.LotsFieldNumber);
        writer.Number(StoredLot.NumberFieldNumber, lot.Number);
        writer.Number(StoredLot.QuantityFieldNumber, lot.Quantity);
        writer.Amount(StoredLot.UnitPriceFieldNumber, lot.UnitPrice);
        for (var i = 0; i < lot.Discounts.Count; i++)
            Write(writer, StoredLot.DiscountsFieldNumber, lot.Discounts[i]);
        writer.Day(StoredLot.SinceFieldNumber, lot.Since);
        writer.Day(StoredLot.CommittedUntilFieldNumber, lot.CommittedUntil);
        writer.Day(StoredLot.LeavingOnFieldNumber, lot.LeavingOn);
        writer.End(start);
    }

    private static ContractLine ToLine(StoredLine stored)
    {
        var lots = new Lot[stored.Lots.Count];
        for (var i = 0; i < lots.Length; i++)
            lots[i] = ToLot(stored.Lots[i]);
        return new(stored.Product, lots)
        {
            Former = stored.Former is { } former ? new(StoredValues.ToDay(former.Until), ToTimeline(former.Timeline)) : null,
        };
    }

    /// <summary>Writes a discount until a day.</summary>
    public static void Write(ProtoWriter writer, int field, DiscountStep step)
    {
        var start = writer.Begin(field);
        writer.Percent(StoredDiscountStep.PercentFieldNumber, step.Percent);
        writer.Day(StoredDiscountStep.UntilFieldNumber, step.Until);
        writer.End(start);
    }

    /// <summary>The discount that was stored.</summary>
    public static DiscountStep ToStep(StoredDiscountStep stored) =>
        new(StoredValues.Number(stored.Percent), StoredValues.ToDayOrNone(stored.Until));

    private static void Write(ProtoWriter writer, ContractPolicies policies)
    {
        var start = writer.Begin(StoredTerms.PoliciesFieldNumber);
        EffectiveOns.Write(writer, StoredPolicies.EffectiveOnFieldNumber, policies.EffectiveOn);
        writer.Number(StoredPolicies.BackDatingDaysFieldNumber, policies.BackDatingDays);
        writer.Number(StoredPolicies.HorizonMonthsFieldNumber, policies.HorizonMonths);
        Repricings.Write(writer, StoredPolicies.RepricingFieldNumber, policies.Repricing);
        Prorations.Write(writer, StoredPolicies.ProrationFieldNumber, policies.Proration);
        ReductionCredits.Write(writer, StoredPolicies.ReductionCreditFieldNumber, policies.ReductionCredit);
        AdditionCommitments.Write(writer, StoredPolicies.AdditionCommitmentFieldNumber, policies.AdditionCommitment);
        if (policies.OwnTermMonths is { } term)
            writer.NumberOrZero(StoredPolicies.OwnTermMonthsFieldNumber, term);
        CommittedReductions.Write(writer, StoredPolicies.CommittedReductionFieldNumber, policies.CommittedReduction);
        writer.Percent(StoredPolicies.FeeRatePercentFieldNumber, policies.FeeRatePercent);
        writer.Bool(StoredPolicies.StartedMonthIsDueFieldNumber, policies.StartedMonthIsDue);
        writer.Percent(StoredPolicies.TolerancePercentFieldNumber, policies.TolerancePercent);
        DiscountCombinations.Write(writer, StoredPolicies.DiscountCombinationFieldNumber, policies.DiscountCombination);
        writer.End(start);
    }

    private static ContractPolicies ToPolicies(StoredPolicies stored) => new()
    {
        EffectiveOn = EffectiveOns.Read(stored.EffectiveOn),
        BackDatingDays = stored.BackDatingDays,
        HorizonMonths = stored.HorizonMonths,
        Repricing = Repricings.Read(stored.Repricing),
        Proration = Prorations.Read(stored.Proration),
        ReductionCredit = ReductionCredits.Read(stored.ReductionCredit),
        AdditionCommitment = AdditionCommitments.Read(stored.AdditionCommitment),
        OwnTermMonths = stored.HasOwnTermMonths ? stored.OwnTermMonths : null,
        CommittedReduction = CommittedReductions.Read(stored.CommittedReduction),
        FeeRatePercent = StoredValues.Number(stored.FeeRatePercent),
        StartedMonthIsDue = stored.StartedMonthIsDue,
        TolerancePercent = StoredValues.Number(stored.TolerancePercent),
        DiscountCombination = DiscountCombinations.Read(stored.DiscountCombination),
    };
}
