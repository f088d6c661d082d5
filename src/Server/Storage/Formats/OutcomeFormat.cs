using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Outcomes, as they are stored: written straight as bytes, for every price has a fingerprint over them.</summary>
internal static class OutcomeFormat
{
    /// <summary>What is stored of an outcome.</summary>
    public static byte[] Bytes(PricedAmendment outcome) => ProtoWriter.Bytes(outcome, Write);

    /// <summary>Writes an outcome.</summary>
    public static void Write(ProtoWriter writer, PricedAmendment outcome)
    {
        writer.Text(StoredOutcome.CurrencyFieldNumber, outcome.Currency);
        writer.Day(StoredOutcome.PricingDateFieldNumber, outcome.PricingDate);
        writer.Day(StoredOutcome.EffectiveDateFieldNumber, outcome.EffectiveDate);
        foreach (var rate in outcome.VatRates)
            Write(writer, rate);
        for (var i = 0; i < outcome.Lines.Count; i++)
            Write(writer, outcome.Lines[i]);
        Write(writer, StoredOutcome.InitialTotalsFieldNumber, outcome.InitialTotals, outcome.VatRates);
        Write(writer, StoredOutcome.ChangeTotalsFieldNumber, outcome.ChangeTotals, outcome.VatRates);
        Write(writer, StoredOutcome.WholeTotalsFieldNumber, outcome.WholeTotals, outcome.VatRates);
        foreach (var violation in outcome.Violations)
            Write(writer, violation);
        foreach (var approval in outcome.Approvals)
            Write(writer, approval);
        OutcomeNames.AcceptanceConditions.Write(writer, StoredOutcome.AcceptanceConditionsFieldNumber, outcome.AcceptanceConditions);
        Write(writer, outcome.Commitment);
        TermsFormat.Write(writer, StoredOutcome.TimelineFieldNumber, outcome.Timeline);
        writer.Amount(StoredOutcome.MonthlyRecurringRevenueChangeFieldNumber, outcome.MonthlyRecurringRevenueChange);
        Write(writer, StoredOutcome.ReasonsFieldNumber, outcome.Reasons);
        Write(writer, outcome.ContractAfter);
        writer.Text(StoredOutcome.CatalogueVersionFieldNumber, outcome.CatalogueVersion);
        writer.Text(StoredOutcome.TaxTableVersionFieldNumber, outcome.TaxTableVersion);
        writer.Text(StoredOutcome.RuleSetVersionFieldNumber, outcome.RuleSetVersion);
    }

    private static void Write(ProtoWriter writer, Contract contract)
    {
        var start = writer.Begin(StoredOutcome.ContractAfterFieldNumber);
        writer.Text(StoredContract.ReferenceFieldNumber, contract.Reference);
        OutcomeNames.ContractStates.Write(writer, StoredContract.StateFieldNumber, contract.State);
        writer.Text(StoredContract.CurrencyFieldNumber, contract.Currency);
        writer.Day(StoredContract.DeliveredOnFieldNumber, contract.DeliveredOn);
        var terms = writer.Begin(StoredContract.TermsFieldNumber);
        TermsFormat.Write(writer, contract);
        writer.End(terms);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, VatRate rate)
    {
        var start = writer.Begin(StoredOutcome.VatRatesFieldNumber);
        writer.Percent(StoredVatRate.PercentFieldNumber, rate.RatePercent);
        writer.Text(StoredVatRate.CategoryFieldNumber, rate.Category);
        writer.Text(StoredVatRate.MentionFieldNumber, rate.Mention);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, PricedLine line)
    {
        var start = writer.Begin(StoredOutcome.LinesFieldNumber);
        writer.Text(StoredPricedLine.ProductFieldNumber, line.ProductCode);
        writer.Text(StoredPricedLine.ProductNameFieldNumber, line.ProductName);
        writer.Number(StoredPricedLine.InitialQuantityFieldNumber, line.InitialQuantity);
        writer.Signed(StoredPricedLine.ChangeQuantityFieldNumber, line.ChangeQuantity);
        writer.Number(StoredPricedLine.FinalQuantityFieldNumber, line.FinalQuantity);
        writer.Amount(StoredPricedLine.SetupUnitPriceFieldNumber, line.SetupUnitPrice);
        writer.Amount(StoredPricedLine.RecurringUnitPriceFieldNumber, line.RecurringUnitPrice);
        writer.Percent(StoredPricedLine.SetupDiscountPercentFieldNumber, line.SetupDiscountPercent);
        writer.Percent(StoredPricedLine.RecurringDiscountPercentFieldNumber, line.RecurringDiscountPercent);
        writer.Amount(StoredPricedLine.NetUnitPriceFieldNumber, line.NetUnitPrice);
        for (var i = 0; i < line.KeptDiscounts.Count; i++)
            TermsFormat.Write(writer, StoredPricedLine.KeptDiscountsFieldNumber, line.KeptDiscounts[i]);
        for (var i = 0; i < line.Charges.Count; i++)
            Write(writer, line.Charges[i]);
        writer.Day(StoredPricedLine.TakesEffectOnFieldNumber, line.TakesEffectOn);
        if (line.FirstPeriod is { } first)
            Write(writer, first);
        writer.Amount(StoredPricedLine.RemainingValueBeforeFieldNumber, line.RemainingValueBefore);
        writer.Amount(StoredPricedLine.RemainingValueAfterFieldNumber, line.RemainingValueAfter);
        Write(writer, StoredPricedLine.ReasonsFieldNumber, line.Reasons);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, Charge charge)
    {
        var start = writer.Begin(StoredPricedLine.ChargesFieldNumber);
        writer.Text(StoredCharge.KindFieldNumber, charge.Kind.Code);
        writer.Amount(StoredCharge.BeforeFieldNumber, charge.Before);
        writer.Amount(StoredCharge.NetFieldNumber, charge.Net);
        writer.Number(StoredCharge.VatRateFieldNumber, charge.Vat);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, FirstPeriod first)
    {
        var start = writer.Begin(StoredPricedLine.FirstPeriodFieldNumber);
        writer.Day(StoredFirstPeriod.StartFieldNumber, first.Start);
        writer.Day(StoredFirstPeriod.EndFieldNumber, first.End);
        Write(writer, StoredFirstPeriod.RemainingShareFieldNumber, first.RemainingShare);
        writer.Amount(StoredFirstPeriod.AmountFieldNumber, first.Amount);
        writer.Bool(StoredFirstPeriod.EstimatedFieldNumber, first.IsEstimate);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, int field, Fraction share)
    {
        var start = writer.Begin(field);
        writer.Number(StoredFraction.NumeratorFieldNumber, share.Numerator);
        writer.Number(StoredFraction.DenominatorFieldNumber, share.Denominator);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, int field, TotalsTable table, IReadOnlyList<VatRate> rates)
    {
        foreach (var (kind, total) in table.Kinds)
        {
            var start = writer.Begin(field);
            writer.Text(StoredTotal.KindFieldNumber, kind.Code);
            writer.Amount(StoredTotal.NetFieldNumber, total.Net);
            foreach (var vat in total.Vat)
                Write(writer, vat, rates);
            writer.Amount(StoredTotal.GrossFieldNumber, total.Gross);
            writer.End(start);
        }
    }

    private static void Write(ProtoWriter writer, VatAmount vat, IReadOnlyList<VatRate> rates)
    {
        var start = writer.Begin(StoredTotal.VatFieldNumber);
        writer.Number(StoredVatAmount.VatRateFieldNumber, PositionOf(vat, rates));
        writer.Amount(StoredVatAmount.BaseFieldNumber, vat.Base);
        writer.Amount(StoredVatAmount.AmountFieldNumber, vat.Amount);
        writer.End(start);
    }

    private static int PositionOf(VatAmount vat, IReadOnlyList<VatRate> rates)
    {
        for (var i = 0; i < rates.Count; i++)
            if (rates[i].RatePercent == vat.RatePercent && rates[i].Category == vat.Category && rates[i].Mention == vat.Mention)
                return i;
        throw new ArgumentException($"VAT of {vat.RatePercent} % ({vat.Category}) is at no rate of the outcome.", nameof(vat));
    }

    private static void Write(ProtoWriter writer, Violation violation)
    {
        var start = writer.Begin(StoredOutcome.ViolationsFieldNumber);
        OutcomeNames.ViolationCodes.Write(writer, StoredViolation.CodeFieldNumber, violation.Code);
        if (violation.ProductCode is { } product)
            writer.TextOrEmpty(StoredViolation.ProductFieldNumber, product);
        for (var i = 0; i < violation.Data.Count; i++)
            Write(writer, StoredViolation.DataFieldNumber, violation.Data[i]);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, DiscountApproval approval)
    {
        var start = writer.Begin(StoredOutcome.ApprovalsFieldNumber);
        writer.Text(StoredApproval.ProductFieldNumber, approval.ProductCode);
        writer.Number(StoredApproval.FinalQuantityFieldNumber, approval.FinalQuantity);
        writer.Percent(StoredApproval.SetupPercentFieldNumber, approval.SetupPercent);
        writer.Percent(StoredApproval.RecurringPercentFieldNumber, approval.RecurringPercent);
        writer.Percent(StoredApproval.CeilingSetupPercentFieldNumber, approval.CeilingSetupPercent);
        writer.Percent(StoredApproval.CeilingRecurringPercentFieldNumber, approval.CeilingRecurringPercent);
        if (approval.GrantedBy is { } granter)
            writer.TextOrEmpty(StoredApproval.GrantedByFieldNumber, granter);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, CommitmentEffect effect)
    {
        var start = writer.Begin(StoredOutcome.CommitmentFieldNumber);
        TermsFormat.Write(writer, StoredCommitmentEffect.BeforeFieldNumber, effect.Before);
        TermsFormat.Write(writer, StoredCommitmentEffect.AfterFieldNumber, effect.After);
        if (effect.Extension is { } extension)
            Write(writer, extension);
        writer.Day(StoredCommitmentEffect.LastDayBeforeFieldNumber, effect.LastDayBefore);
        writer.Day(StoredCommitmentEffect.LastDayAfterFieldNumber, effect.LastDayAfter);
        writer.Amount(StoredCommitmentEffect.RemainingValueBeforeFieldNumber, effect.RemainingValueBefore);
        writer.Amount(StoredCommitmentEffect.RemainingValueAfterFieldNumber, effect.RemainingValueAfter);
        writer.Amount(StoredCommitmentEffect.ToleranceUsedAfterFieldNumber, effect.ToleranceUsedAfter);
        Write(writer, StoredCommitmentEffect.ReasonsFieldNumber, effect.Reasons);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, CommitmentExtension extension)
    {
        var start = writer.Begin(StoredCommitmentEffect.ExtensionFieldNumber);
        writer.Day(StoredCommitmentExtension.LastDayFieldNumber, extension.LastDay);
        foreach (var units in extension.Units)
        {
            var unit = writer.Begin(StoredCommitmentExtension.UnitsFieldNumber);
            writer.Text(StoredExtendedUnits.ProductFieldNumber, units.ProductCode);
            writer.Text(StoredExtendedUnits.ProductNameFieldNumber, units.ProductName);
            writer.Number(StoredExtendedUnits.QuantityFieldNumber, units.Quantity);
            writer.End(unit);
        }
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, int field, IReadOnlyList<Reason> reasons)
    {
        for (var i = 0; i < reasons.Count; i++)
        {
            var reason = reasons[i];
            var start = writer.Begin(field);
            OutcomeNames.Figures.Write(writer, StoredReason.FigureFieldNumber, reason.Figure);
            writer.Text(StoredReason.CodeFieldNumber, reason.Code);
            writer.Text(StoredReason.RuleFieldNumber, reason.Rule);
            for (var k = 0; k < reason.Operands.Count; k++)
                Write(writer, StoredReason.OperandsFieldNumber, reason.Operands[k]);
            writer.End(start);
        }
    }

    private static void Write(ProtoWriter writer, int field, Operand operand)
    {
        var start = writer.Begin(field);
        writer.Text(StoredOperand.NameFieldNumber, operand.Name);
        switch (operand.Kind)
        {
            case OperandKind.Quantity:
                writer.SignedOrZero(StoredOperand.QuantityFieldNumber, (long)operand.Number);
                break;
            case OperandKind.Amount:
                Write(writer, StoredOperand.AmountFieldNumber, StoredOperand.ExactAmountFieldNumber, operand.Number);
                break;
            case OperandKind.Percent:
                Write(writer, StoredOperand.PercentFieldNumber, StoredOperand.ExactPercentFieldNumber, operand.Number);
                break;
            case OperandKind.Fraction:
                Write(writer, StoredOperand.ShareFieldNumber, operand.Share);
                break;
            case OperandKind.Date:
                writer.NumberOrZero(StoredOperand.DayFieldNumber, StoredValues.Day(operand.Date));
                break;
            case OperandKind.Months:
                writer.SignedOrZero(StoredOperand.MonthsFieldNumber, (long)operand.Number);
                break;
            case OperandKind.Text:
                writer.TextOrEmpty(StoredOperand.TextFieldNumber, operand.Text!);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operand), operand.Kind, "An operand of no known kind.");
        }
        writer.End(start);
    }

    /// <summary>A number as ten-thousandths where it is a whole number of them, exact where it is not.</summary>
    private static void Write(ProtoWriter writer, int field, int exactField, decimal number)
    {
        if (StoredValues.TryTenThousandths(number, out var whole))
        {
            writer.SignedOrZero(field, whole);
            return;
        }
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var start = writer.Begin(exactField);
        writer.Number(StoredExactNumber.LowFieldNumber, ((long)bits[1] << 32) | (uint)bits[0]);
        writer.Number(StoredExactNumber.HighFieldNumber, (uint)bits[2]);
        writer.Number(StoredExactNumber.ScaleFieldNumber, number.Scale);
        writer.Bool(StoredExactNumber.NegativeFieldNumber, number < 0m);
        writer.End(start);
    }
}
