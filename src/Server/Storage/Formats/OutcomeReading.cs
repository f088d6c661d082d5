using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Outcomes, as they are read from what was stored.</summary>
internal static class OutcomeReading
{
    /// <summary>The outcome that was stored.</summary>
    /// <param name="stored">What was stored.</param>
    /// <param name="before">The contract that was priced: its lots are those before.</param>
    public static PricedAmendment ToOutcome(StoredOutcome stored, Contract before)
    {
        var after = ToContract(stored.ContractAfter);
        var (lotsBefore, lotsAfter) = (LotsOf(before), LotsOf(after));
        VatRate[] rates = [.. stored.VatRates.Select(r => new VatRate(StoredValues.Number(r.Percent), r.Category, r.Mention))];
        return new PricedAmendment
        {
            Currency = stored.Currency,
            PricingDate = StoredValues.ToDay(stored.PricingDate),
            EffectiveDate = StoredValues.ToDay(stored.EffectiveDate),
            VatRates = rates,
            Lines = [.. stored.Lines.Select(l => ToLine(l, lotsBefore, lotsAfter))],
            InitialTotals = ToTotals(stored.InitialTotals, rates),
            ChangeTotals = ToTotals(stored.ChangeTotals, rates),
            WholeTotals = ToTotals(stored.WholeTotals, rates),
            Violations = [.. stored.Violations.Select(v => new Violation(OutcomeNames.ViolationCodes.Read(v.Code), v.HasProduct ? v.Product : null, ToOperands(v.Data)))],
            Approvals = [.. stored.Approvals.Select(ToApproval)],
            AcceptanceConditions = [.. stored.AcceptanceConditions.Select(OutcomeNames.AcceptanceConditions.Read)],
            Commitment = ToEffect(stored.Commitment),
            Timeline = TermsFormat.ToTimeline(stored.Timeline),
            MonthlyRecurringRevenueChange = StoredValues.Number(stored.MonthlyRecurringRevenueChange),
            Reasons = ToReasons(stored.Reasons),
            ContractAfter = after,
            CatalogueVersion = stored.CatalogueVersion,
            TaxTableVersion = stored.TaxTableVersion,
            RuleSetVersion = stored.RuleSetVersion,
        };
    }

    private static Contract ToContract(StoredContract stored) => TermsFormat.ToContract(
        stored.Terms, stored.Reference, OutcomeNames.ContractStates.Read(stored.State), stored.Currency, StoredValues.ToDayOrNone(stored.DeliveredOn));

    /// <summary>The lots of each product, by their numbers, as an outcome shows them.</summary>
    private static Dictionary<string, IReadOnlyList<Lot>> LotsOf(Contract contract) =>
        contract.Lines.ToDictionary(l => l.ProductCode, l => (IReadOnlyList<Lot>)[.. l.Lots.OrderBy(lot => lot.Number)], StringComparer.Ordinal);

    private static PricedLine ToLine(
        StoredPricedLine stored, Dictionary<string, IReadOnlyList<Lot>> before, Dictionary<string, IReadOnlyList<Lot>> after) => new()
    {
        ProductCode = stored.Product,
        ProductName = stored.ProductName,
        InitialQuantity = stored.InitialQuantity,
        ChangeQuantity = stored.ChangeQuantity,
        FinalQuantity = stored.FinalQuantity,
        SetupUnitPrice = stored.HasSetupUnitPrice ? StoredValues.Number(stored.SetupUnitPrice) : null,
        RecurringUnitPrice = stored.HasRecurringUnitPrice ? StoredValues.Number(stored.RecurringUnitPrice) : null,
        SetupDiscountPercent = StoredValues.Number(stored.SetupDiscountPercent),
        RecurringDiscountPercent = StoredValues.Number(stored.RecurringDiscountPercent),
        NetUnitPrice = stored.HasNetUnitPrice ? StoredValues.Number(stored.NetUnitPrice) : null,
        KeptDiscounts = [.. stored.KeptDiscounts.Select(TermsFormat.ToStep)],
        Charges = [.. stored.Charges.Select(c => new Charge(ChargeKind.Of(c.Kind), StoredValues.Number(c.Before), StoredValues.Number(c.Net), c.VatRate))],
        TakesEffectOn = StoredValues.ToDay(stored.TakesEffectOn),
        FirstPeriod = stored.FirstPeriod is { } first
            ? new(StoredValues.ToDay(first.Start), StoredValues.ToDay(first.End), ToShare(first.RemainingShare), StoredValues.Number(first.Amount), first.Estimated)
            : null,
        RemainingValueBefore = StoredValues.Number(stored.RemainingValueBefore),
        RemainingValueAfter = StoredValues.Number(stored.RemainingValueAfter),
        LotsBefore = before.GetValueOrDefault(stored.Product) ?? [],
        LotsAfter = after.GetValueOrDefault(stored.Product) ?? [],
        Reasons = ToReasons(stored.Reasons),
    };

    private static TotalsTable ToTotals(IEnumerable<StoredTotal> stored, VatRate[] rates) => new(
        [.. stored.Select(t => new KindTotal(
            ChargeKind.Of(t.Kind),
            new(StoredValues.Number(t.Net), [.. t.Vat.Select(v => ToVat(v, rates[v.VatRate]))], StoredValues.Number(t.Gross))))]);

    private static VatAmount ToVat(StoredVatAmount stored, VatRate rate) =>
        new(rate.RatePercent, rate.Category, rate.Mention, StoredValues.Number(stored.Base), StoredValues.Number(stored.Amount));

    private static DiscountApproval ToApproval(StoredApproval stored) => new(
        stored.Product, stored.FinalQuantity, StoredValues.Number(stored.SetupPercent), StoredValues.Number(stored.RecurringPercent),
        StoredValues.Number(stored.CeilingSetupPercent), StoredValues.Number(stored.CeilingRecurringPercent), stored.HasGrantedBy ? stored.GrantedBy : null);

    private static CommitmentEffect ToEffect(StoredCommitmentEffect stored) => new(
        TermsFormat.ToCommitment(stored.Before),
        TermsFormat.ToCommitment(stored.After),
        stored.Extension is { } extension
            ? new(StoredValues.ToDay(extension.LastDay), [.. extension.Units.Select(u => new ExtendedUnits(u.Product, u.ProductName, u.Quantity))])
            : null,
        StoredValues.ToDayOrNone(stored.LastDayBefore),
        StoredValues.ToDayOrNone(stored.LastDayAfter),
        StoredValues.Number(stored.RemainingValueBefore),
        StoredValues.Number(stored.RemainingValueAfter),
        StoredValues.Number(stored.ToleranceUsedAfter),
        ToReasons(stored.Reasons));

    private static Reason[] ToReasons(IEnumerable<StoredReason> stored) =>
        [.. stored.Select(r => new Reason(OutcomeNames.Figures.Read(r.Figure), r.Code, r.Rule, ToOperands(r.Operands)))];

    private static Operand[] ToOperands(IEnumerable<StoredOperand> stored) => [.. stored.Select(ToOperand)];

    private static Operand ToOperand(StoredOperand stored) => stored.ValueCase switch
    {
        StoredOperand.ValueOneofCase.Quantity => Operand.Quantity(stored.Name, (int)stored.Quantity),
        StoredOperand.ValueOneofCase.Amount => Operand.Amount(stored.Name, StoredValues.Number(stored.Amount)),
        StoredOperand.ValueOneofCase.ExactAmount => Operand.Amount(stored.Name, ToNumber(stored.ExactAmount)),
        StoredOperand.ValueOneofCase.Percent => Operand.Percent(stored.Name, StoredValues.Number(stored.Percent)),
        StoredOperand.ValueOneofCase.ExactPercent => Operand.Percent(stored.Name, ToNumber(stored.ExactPercent)),
        StoredOperand.ValueOneofCase.Share => Operand.Fraction(stored.Name, ToShare(stored.Share)),
        StoredOperand.ValueOneofCase.Day => Operand.Day(stored.Name, StoredValues.ToDay(stored.Day)),
        StoredOperand.ValueOneofCase.Months => Operand.Months(stored.Name, (int)stored.Months),
        StoredOperand.ValueOneofCase.Text => Operand.Code(stored.Name, stored.Text),
        _ => throw new InvalidDataException($"The operand {stored.Name} has no value that this build knows."),
    };

    private static decimal ToNumber(StoredExactNumber stored) =>
        new((int)stored.Low, (int)(stored.Low >> 32), (int)stored.High, stored.Negative, (byte)stored.Scale);

    private static Fraction ToShare(StoredFraction stored) => new(stored.Numerator, stored.Denominator);
}
