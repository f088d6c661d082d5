using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// The recap: everything that anyone shows of a priced amendment. It is written straight as the bytes of the wire, for it is
/// most of what a preview costs; whoever needs the message reads them.
/// </summary>
internal static class RecapMessages
{
    /// <summary>The recap of a price.</summary>
    /// <param name="priced">The price, live or frozen.</param>
    /// <param name="proration">How parts of billing periods were counted.</param>
    /// <param name="documents">The contractual documents that are accepted with a quote.</param>
    /// <param name="fingerprint">The digest of the price.</param>
    public static V1.Recap Recap(PricedAmendment priced, ProrationConvention proration, IEnumerable<V1.Document> documents, string fingerprint)
    {
        var writer = ProtoWriter.Rent();
        Write(writer, priced, proration, documents, fingerprint);
        var recap = V1.Recap.Parser.ParseFrom(writer.Written);
        writer.Return();
        return recap;
    }

    /// <summary>Writes the recap of a price; see <see cref="Recap"/>.</summary>
    public static void Write(
        ProtoWriter writer, PricedAmendment priced, ProrationConvention proration, IEnumerable<V1.Document> documents, string fingerprint)
    {
        var currency = priced.Currency;
        writer.Date(V1.Recap.PricingDateFieldNumber, priced.PricingDate);
        writer.Date(V1.Recap.EffectiveDateFieldNumber, priced.EffectiveDate);
        writer.Text(V1.Recap.CurrencyCodeFieldNumber, currency);
        for (var i = 0; i < priced.Lines.Count; i++)
            Write(writer, priced.Lines[i], currency);
        Write(writer, V1.Recap.InitialTotalsFieldNumber, priced.InitialTotals, currency);
        Write(writer, V1.Recap.ChangeTotalsFieldNumber, priced.ChangeTotals, currency);
        Write(writer, V1.Recap.WholeTotalsFieldNumber, priced.WholeTotals, currency);
        foreach (var violation in priced.Violations)
            ReasonMessages.Write(writer, V1.Recap.ViolationsFieldNumber, violation);
        writer.Bool(V1.Recap.CanBeQuotedFieldNumber, priced.CanBeQuoted);
        foreach (var approval in priced.Approvals)
            Write(writer, approval);
        foreach (var condition in priced.AcceptanceConditions)
            Write(writer, condition, priced.Commitment, documents);
        Write(writer, priced.Commitment, currency);
        for (var i = 0; i < priced.Timeline.Count; i++)
            Write(writer, priced.Timeline[i], currency);
        writer.Money(V1.Recap.MonthlyRecurringRevenueChangeFieldNumber, priced.MonthlyRecurringRevenueChange, currency);
        writer.Number(V1.Recap.ProrationFieldNumber, (int)SameName.To<ProrationConvention, V1.ProrationConvention>(proration));
        ReasonMessages.Write(writer, V1.Recap.ReasonsFieldNumber, priced.Reasons, currency);
        writer.Text(V1.Recap.CatalogueVersionFieldNumber, priced.CatalogueVersion);
        writer.Text(V1.Recap.TaxTableVersionFieldNumber, priced.TaxTableVersion);
        writer.Text(V1.Recap.RuleSetVersionFieldNumber, priced.RuleSetVersion);
        writer.Text(V1.Recap.FingerprintFieldNumber, fingerprint);
    }

    private static void Write(ProtoWriter writer, PricedLine line, string currency)
    {
        var start = writer.Begin(V1.Recap.LinesFieldNumber);
        writer.Text(V1.RecapLine.ProductFieldNumber, line.ProductCode);
        writer.Text(V1.RecapLine.ProductNameFieldNumber, line.ProductName);
        writer.Number(V1.RecapLine.InitialQuantityFieldNumber, line.InitialQuantity);
        writer.Number(V1.RecapLine.ChangeQuantityFieldNumber, line.ChangeQuantity);
        writer.Number(V1.RecapLine.FinalQuantityFieldNumber, line.FinalQuantity);
        writer.Money(V1.RecapLine.SetupUnitPriceFieldNumber, line.SetupUnitPrice, currency);
        writer.Money(V1.RecapLine.RecurringUnitPriceFieldNumber, line.RecurringUnitPrice, currency);
        writer.Decimal(V1.RecapLine.SetupDiscountPercentFieldNumber, line.SetupDiscountPercent);
        writer.Decimal(V1.RecapLine.RecurringDiscountPercentFieldNumber, line.RecurringDiscountPercent);
        writer.Money(V1.RecapLine.NetUnitPriceFieldNumber, line.NetUnitPrice, currency);
        writer.Money(V1.RecapLine.SetupFieldNumber, line.Setup, currency);
        writer.Money(V1.RecapLine.MonthlyBeforeFieldNumber, line.MonthlyBefore, currency);
        writer.Money(V1.RecapLine.MonthlyChangeFieldNumber, line.MonthlyChange, currency);
        writer.Money(V1.RecapLine.MonthlyAfterFieldNumber, line.MonthlyAfter, currency);
        writer.Date(V1.RecapLine.TakesEffectOnFieldNumber, line.TakesEffectOn);
        if (line.FirstPeriod is { } first)
            Write(writer, first, currency);
        writer.Money(V1.RecapLine.EarlyReductionFeeFieldNumber, line.EarlyReductionFee, currency);
        writer.Money(V1.RecapLine.RemainingValueBeforeFieldNumber, line.RemainingValueBefore, currency);
        writer.Money(V1.RecapLine.RemainingValueAfterFieldNumber, line.RemainingValueAfter, currency);
        for (var i = 0; i < line.LotsBefore.Count; i++)
            ContractMessages.Write(writer, V1.RecapLine.LotsBeforeFieldNumber, line.LotsBefore[i], currency);
        for (var i = 0; i < line.LotsAfter.Count; i++)
            ContractMessages.Write(writer, V1.RecapLine.LotsAfterFieldNumber, line.LotsAfter[i], currency);
        ReasonMessages.Write(writer, V1.RecapLine.ReasonsFieldNumber, line.Reasons, currency);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, FirstPeriod first, string currency)
    {
        var start = writer.Begin(V1.RecapLine.FirstPeriodFieldNumber);
        writer.Date(V1.FirstPeriod.StartFieldNumber, first.Start);
        writer.Date(V1.FirstPeriod.EndFieldNumber, first.End);
        ReasonMessages.Write(writer, V1.FirstPeriod.RemainingShareFieldNumber, first.RemainingShare);
        writer.Money(V1.FirstPeriod.AmountFieldNumber, first.Amount, currency);
        writer.Bool(V1.FirstPeriod.EstimatedFieldNumber, first.IsEstimate);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, int field, TotalsTable table, string currency)
    {
        var start = writer.Begin(field);
        Write(writer, V1.TotalsTable.SetupFieldNumber, table.Setup, currency);
        Write(writer, V1.TotalsTable.RecurringFieldNumber, table.Recurring, currency);
        Write(writer, V1.TotalsTable.FirstPeriodFieldNumber, table.FirstPeriod, currency);
        Write(writer, V1.TotalsTable.EarlyReductionFeeFieldNumber, table.EarlyReductionFee, currency);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, int field, Total total, string currency)
    {
        var start = writer.Begin(field);
        writer.Money(V1.ChargeTotal.NetFieldNumber, total.Net, currency);
        for (var i = 0; i < total.Vat.Count; i++)
        {
            var vat = total.Vat[i];
            var amount = writer.Begin(V1.ChargeTotal.VatFieldNumber);
            writer.Decimal(V1.VatAmount.RatePercentFieldNumber, vat.RatePercent);
            writer.Text(V1.VatAmount.CategoryFieldNumber, vat.Category);
            writer.Text(V1.VatAmount.MentionFieldNumber, vat.Mention);
            writer.Money(V1.VatAmount.BaseFieldNumber, vat.Base, currency);
            writer.Money(V1.VatAmount.AmountFieldNumber, vat.Amount, currency);
            writer.End(amount);
        }
        writer.Money(V1.ChargeTotal.VatTotalFieldNumber, total.VatTotal, currency);
        writer.Money(V1.ChargeTotal.GrossFieldNumber, total.Gross, currency);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, DiscountApproval approval)
    {
        var start = writer.Begin(V1.Recap.ApprovalsNeededFieldNumber);
        writer.Text(V1.DiscountApproval.ProductFieldNumber, approval.ProductCode);
        writer.Number(V1.DiscountApproval.FinalQuantityFieldNumber, approval.FinalQuantity);
        writer.Decimal(V1.DiscountApproval.SetupPercentFieldNumber, approval.SetupPercent);
        writer.Decimal(V1.DiscountApproval.RecurringPercentFieldNumber, approval.RecurringPercent);
        writer.Decimal(V1.DiscountApproval.SetupCeilingPercentFieldNumber, approval.CeilingSetupPercent);
        writer.Decimal(V1.DiscountApproval.RecurringCeilingPercentFieldNumber, approval.CeilingRecurringPercent);
        writer.Text(V1.DiscountApproval.GrantedByFieldNumber, approval.GrantedBy);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, AcceptanceCondition condition, CommitmentEffect commitment, IEnumerable<V1.Document> documents)
    {
        var (kind, text) = condition switch
        {
            AcceptanceCondition.Documents => (V1.AcceptanceConditionKind.Documents, AcceptanceTexts.Documents),
            AcceptanceCondition.LongerCommitment => (V1.AcceptanceConditionKind.LongerCommitment, AcceptanceTexts.LongerCommitment(commitment.Extension!)),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition of no known kind."),
        };
        writer.Message(V1.Recap.AcceptanceConditionsFieldNumber, new V1.AcceptanceCondition
        {
            Kind = kind,
            Text = new V1.LocalizedText { Fr = text.French, En = text.English },
            Documents = { condition is AcceptanceCondition.Documents ? documents : [] },
        });
    }

    private static void Write(ProtoWriter writer, CommitmentEffect effect, string currency)
    {
        var start = writer.Begin(V1.Recap.CommitmentFieldNumber);
        ContractMessages.Write(writer, V1.CommitmentEffect.BeforeFieldNumber, effect.Before);
        ContractMessages.Write(writer, V1.CommitmentEffect.AfterFieldNumber, effect.After);
        writer.Bool(V1.CommitmentEffect.ExtendedFieldNumber, effect.IsExtended);
        writer.Date(V1.CommitmentEffect.LastDayBeforeFieldNumber, effect.LastDayBefore);
        writer.Date(V1.CommitmentEffect.LastDayAfterFieldNumber, effect.LastDayAfter);
        writer.Money(V1.CommitmentEffect.RemainingValueBeforeFieldNumber, effect.RemainingValueBefore, currency);
        writer.Money(V1.CommitmentEffect.RemainingValueAfterFieldNumber, effect.RemainingValueAfter, currency);
        writer.Money(V1.CommitmentEffect.ToleranceUsedAfterFieldNumber, effect.ToleranceUsedAfter, currency);
        ReasonMessages.Write(writer, V1.CommitmentEffect.ReasonsFieldNumber, effect.Reasons, currency);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, TimelineEntry entry, string currency)
    {
        var start = writer.Begin(V1.Recap.TimelineFieldNumber);
        writer.Date(V1.TimelineEntry.FromFieldNumber, entry.From);
        writer.Money(V1.TimelineEntry.MonthlyFieldNumber, entry.Monthly, currency);
        writer.End(start);
    }
}
