using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Amendments;

/// <summary>The recap: everything that anyone shows of a priced amendment.</summary>
internal static class RecapMessages
{
    /// <summary>The recap of a price.</summary>
    /// <param name="priced">The price, live or frozen.</param>
    /// <param name="proration">How parts of billing periods were counted.</param>
    /// <param name="documents">The contractual documents that are accepted with a quote.</param>
    /// <param name="fingerprint">The digest of the price.</param>
    public static V1.Recap Recap(
        PricedAmendment priced, ProrationConvention proration, IEnumerable<V1.Document> documents, string fingerprint)
    {
        var currency = priced.Currency;
        var recap = new V1.Recap
        {
            PricingDate = Date(priced.PricingDate),
            EffectiveDate = Date(priced.EffectiveDate),
            CurrencyCode = currency,
            InitialTotals = Totals(priced.InitialTotals, currency),
            ChangeTotals = Totals(priced.ChangeTotals, currency),
            WholeTotals = Totals(priced.WholeTotals, currency),
            CanBeQuoted = priced.CanBeQuoted,
            Commitment = CommitmentEffect(priced.Commitment, currency),
            MonthlyRecurringRevenueChange = Money(priced.MonthlyRecurringRevenueChange, currency),
            Proration = SameName.To<ProrationConvention, V1.ProrationConvention>(proration),
            CatalogueVersion = priced.CatalogueVersion,
            TaxTableVersion = priced.TaxTableVersion,
            RuleSetVersion = priced.RuleSetVersion,
            Fingerprint = fingerprint,
        };
        recap.Lines.AddRange(priced.Lines.Select(l => Line(l, currency)));
        recap.Violations.AddRange(priced.Violations.Select(ReasonMessages.Violation));
        recap.ApprovalsNeeded.AddRange(priced.Approvals.Select(Approval));
        recap.AcceptanceConditions.AddRange(priced.AcceptanceConditions.Select(c => Condition(c, priced.Commitment, documents)));
        recap.Timeline.AddRange(priced.Timeline.Select(t => new V1.TimelineEntry { From = Date(t.From), Monthly = Money(t.Monthly, currency) }));
        recap.Reasons.AddRange(priced.Reasons.Select(r => ReasonMessages.Reason(r, currency)));
        return recap;
    }

    private static V1.RecapLine Line(PricedLine line, string currency)
    {
        var proto = new V1.RecapLine
        {
            Product = line.ProductCode,
            ProductName = line.ProductName,
            InitialQuantity = line.InitialQuantity,
            ChangeQuantity = line.ChangeQuantity,
            FinalQuantity = line.FinalQuantity,
            SetupUnitPrice = Money(line.SetupUnitPrice, currency),
            RecurringUnitPrice = Money(line.RecurringUnitPrice, currency),
            SetupDiscountPercent = Decimal(line.SetupDiscountPercent),
            RecurringDiscountPercent = Decimal(line.RecurringDiscountPercent),
            NetUnitPrice = Money(line.NetUnitPrice, currency),
            Setup = Money(line.Setup, currency),
            MonthlyBefore = Money(line.MonthlyBefore, currency),
            MonthlyChange = Money(line.MonthlyChange, currency),
            MonthlyAfter = Money(line.MonthlyAfter, currency),
            TakesEffectOn = Date(line.TakesEffectOn),
            FirstPeriod = line.FirstPeriod is { } first ? FirstPeriod(first, currency) : null,
            EarlyReductionFee = Money(line.EarlyReductionFee, currency),
            RemainingValueBefore = Money(line.RemainingValueBefore, currency),
            RemainingValueAfter = Money(line.RemainingValueAfter, currency),
        };
        proto.LotsBefore.AddRange(line.LotsBefore.Select(l => ContractMessages.Lot(l, currency)));
        proto.LotsAfter.AddRange(line.LotsAfter.Select(l => ContractMessages.Lot(l, currency)));
        proto.Reasons.AddRange(line.Reasons.Select(r => ReasonMessages.Reason(r, currency)));
        return proto;
    }

    private static V1.FirstPeriod FirstPeriod(FirstPeriod first, string currency) => new()
    {
        Start = Date(first.Start),
        End = Date(first.End),
        RemainingShare = ReasonMessages.Fraction(first.RemainingShare),
        Amount = Money(first.Amount, currency),
        Estimated = first.IsEstimate,
    };

    private static V1.TotalsTable Totals(TotalsTable table, string currency) => new()
    {
        Setup = Total(table.Setup, currency),
        Recurring = Total(table.Recurring, currency),
        FirstPeriod = Total(table.FirstPeriod, currency),
        EarlyReductionFee = Total(table.EarlyReductionFee, currency),
    };

    private static V1.ChargeTotal Total(Total total, string currency)
    {
        var proto = new V1.ChargeTotal
        {
            Net = Money(total.Net, currency),
            VatTotal = Money(total.VatTotal, currency),
            Gross = Money(total.Gross, currency),
        };
        proto.Vat.AddRange(total.Vat.Select(v => new V1.VatAmount
        {
            RatePercent = Decimal(v.RatePercent),
            Category = v.Category,
            Mention = v.Mention,
            Base = Money(v.Base, currency),
            Amount = Money(v.Amount, currency),
        }));
        return proto;
    }

    private static V1.DiscountApproval Approval(DiscountApproval approval) => new()
    {
        Product = approval.ProductCode,
        FinalQuantity = approval.FinalQuantity,
        SetupPercent = Decimal(approval.SetupPercent),
        RecurringPercent = Decimal(approval.RecurringPercent),
        SetupCeilingPercent = Decimal(approval.CeilingSetupPercent),
        RecurringCeilingPercent = Decimal(approval.CeilingRecurringPercent),
        GrantedBy = approval.GrantedBy ?? "",
    };

    private static V1.AcceptanceCondition Condition(
        AcceptanceCondition condition, CommitmentEffect commitment, IEnumerable<V1.Document> documents)
    {
        var (kind, text) = condition switch
        {
            AcceptanceCondition.Documents => (V1.AcceptanceConditionKind.Documents, AcceptanceTexts.Documents),
            AcceptanceCondition.LongerCommitment => (V1.AcceptanceConditionKind.LongerCommitment, AcceptanceTexts.LongerCommitment(commitment.Extension!)),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition of no known kind."),
        };
        var proto = new V1.AcceptanceCondition { Kind = kind, Text = new V1.LocalizedText { Fr = text.French, En = text.English } };
        if (condition is AcceptanceCondition.Documents)
            proto.Documents.AddRange(documents);
        return proto;
    }

    private static V1.CommitmentEffect CommitmentEffect(CommitmentEffect effect, string currency)
    {
        var proto = new V1.CommitmentEffect
        {
            Before = ContractMessages.Commitment(effect.Before),
            After = ContractMessages.Commitment(effect.After),
            Extended = effect.IsExtended,
            LastDayBefore = Date(effect.LastDayBefore),
            LastDayAfter = Date(effect.LastDayAfter),
            RemainingValueBefore = Money(effect.RemainingValueBefore, currency),
            RemainingValueAfter = Money(effect.RemainingValueAfter, currency),
            ToleranceUsedAfter = Money(effect.ToleranceUsedAfter, currency),
        };
        proto.Reasons.AddRange(effect.Reasons.Select(r => ReasonMessages.Reason(r, currency)));
        return proto;
    }
}
