using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>The amounts of one line, and the line of the outcome.</summary>
internal static class LinePricing
{
    public static PricedLine Of(
        Amendment amendment, Line line, LineChange? change, OfferCommitment commitment, Tolerance? tolerance, RunningTotals totals, ViolationList violations)
    {
        var priced = change is null ? Unchanged(amendment, line, commitment)
            : change.Lots is { } lots ? Changed(amendment, line, change, lots, commitment, tolerance, violations)
            : Unpriced(amendment, line, change.From, commitment);
        totals.Add(priced);
        if (change?.Lots is not null)
            totals.Add(LotAmounts.Timeline(line.Lots, line.Former, priced.LotsAfter, amendment.EffectiveDate, change.From.Day, priced.MonthlyBefore));
        else if (line.MovesByItself)
            totals.Add(LotAmounts.Timeline(line.Lots, line.Former, amendment.EffectiveDate, priced.MonthlyBefore));
        return priced;
    }

    private static PricedLine Unchanged(Amendment amendment, Line line, OfferCommitment commitment)
    {
        var day = amendment.EffectiveDate;
        var monthly = LotAmounts.Held(line.Lots, line.Former, day);
        var reason = Reasons.Held(line, day, monthly, MonthlyOfUnchangedLine.Title);
        var remaining = RemainingValues.Of(amendment, commitment, line, line.Lots, RemainingValueOfUntouchedLine.Title);
        Reason[] reasons = remaining is null ? [reason] : [reason, remaining.BeforeReason, remaining.AfterReason];
        return Priced(line, LineChange.TariffOf(line, day), null, null, day, monthly, monthly, null, null, null,
            remaining, LotChanges.Untouched(line.Lots, amendment), reasons);
    }

    private static PricedLine Unpriced(Amendment amendment, Line line, TakesEffect from, OfferCommitment commitment)
    {
        var monthly = LotAmounts.Held(line.Lots, line.Former, from.Day);
        var reason = Reasons.Held(line, from.Day, monthly, MonthlyOfUnpricedLine.Title);
        var remaining = RemainingValues.Of(amendment, commitment, line, line.Lots, RemainingValueOfUntouchedLine.Title);
        Reason[] reasons = remaining is null
            ? [reason, from.Reason]
            : [reason, from.Reason, remaining.BeforeReason, remaining.AfterReason];
        return Priced(line, null, null, null, from.Day, monthly, monthly, null, null, null,
            remaining, LotChanges.Untouched(line.Lots, amendment), reasons);
    }

    private static PricedLine Changed(
        Amendment amendment, Line line, LineChange change, LineLots lots, OfferCommitment commitment, Tolerance? tolerance, ViolationList violations)
    {
        var day = change.From.Day;
        var discount = change.Discount!;
        var before = LotAmounts.Monthly(line.Lots, day);
        var after = LotAmounts.Monthly(lots.After, day);
        var setup = SetupOf(line, change);
        var firstPeriod = FirstPeriodOf(amendment, line, lots, change.From, out var reasonOfPeriod);
        var fee = line is ReducedLine ? FeeOf(amendment, line, lots, day, tolerance!, violations) : null;
        var remaining = RemainingValues.Of(amendment, commitment, line, lots.After, RemainingValueOfChangedLine.Title);

        var reasons = new Reason[5 + discount.Reasons.Count + (setup is null ? 0 : 1) + (fee is null ? 0 : 1) + (remaining is null ? 0 : 2)];
        var at = 0;
        reasons[at++] = lots.Reason;
        for (var i = 0; i < discount.Reasons.Count; i++)
            reasons[at++] = discount.Reasons[i];
        if (setup is not null)
            reasons[at++] = setup.Reason!;
        reasons[at++] = Reasons.Monthly(Figure.MonthlyBefore, line.Lots, day, before, MonthlyOfChangedLine.Title);
        reasons[at++] = Reasons.Monthly(Figure.MonthlyAfter, lots.After, day, after, MonthlyOfChangedLine.Title);
        reasons[at++] = change.From.Reason;
        reasons[at++] = reasonOfPeriod;
        if (fee is not null)
            reasons[at++] = fee.Reason!;
        if (remaining is not null)
        {
            reasons[at++] = remaining.BeforeReason;
            reasons[at] = remaining.AfterReason;
        }
        return Priced(line, change.Tariff, discount, NetUnitPrice(line, lots), day, before, after,
            setup, firstPeriod, fee, remaining, lots.After, reasons);
    }

    private static LineCharge? SetupOf(Line line, LineChange change)
    {
        if (line is not AddedLine)
            return null;
        var (unitPrice, discount) = (change.Tariff!.SetupPrice, change.Discount!.SetupPercent);
        var amount = Rounding.ToCent(line.Change * unitPrice * (100m - discount) / 100m);
        return new LineCharge(line.Number, ChargeKind.Setup, 0m, amount, Reasons.Setup(line.Change, unitPrice, discount, amount, SetupOfAddedUnits.Title));
    }

    private static FirstPeriod FirstPeriodOf(Amendment amendment, Line line, LineLots lots, TakesEffect from, out Reason reason)
    {
        var period = from.Period;
        if (from.IsOnInvoice)
        {
            reason = new Reason(Figure.FirstPeriod, ReasonCodes.FirstPeriodOnInvoice, FirstPeriodOfLine.Title, [Operand.Day("boundary", from.Day)]);
            return new FirstPeriod(period.Start, period.End, Fraction.One, 0m, from.IsEstimate);
        }
        var (convention, credit) = (amendment.Policies.Proration, amendment.Policies.ReductionCredit);
        var counted = Proration.Moves(convention, period, LotAmounts.Changes(line.Lots, lots.After, from.Day, period.End));
        var exact = Proration.Exact(period, counted);
        if (credit != ReductionCredit.ProratedCredit && (exact < 0m || (exact == 0m && counted[0].MonthlyChange < 0m)))
        {
            reason = new Reason(Figure.FirstPeriod, ReasonCodes.FirstPeriodNotCredited, FirstPeriodOfLine.Title, [Operand.Amount("monthly_change", counted[0].MonthlyChange)]);
            return new FirstPeriod(period.Start, period.End, counted[0].Share, 0m, from.IsEstimate);
        }
        var amount = Rounding.ToCent(exact);
        reason = Reasons.FirstPeriod(period.Months, counted, amount, FirstPeriodOfLine.Title);
        return new FirstPeriod(period.Start, period.End, counted[0].Share, amount, from.IsEstimate);
    }

    private static Charge[] Charges(LineCharge? setup, decimal before, decimal after, FirstPeriod? firstPeriod, LineCharge? fee)
    {
        var charges = new Charge[1 + (setup is null ? 0 : 1) + (firstPeriod is null ? 0 : 1) + (fee is null ? 0 : 1)];
        var at = 0;
        if (setup is not null)
            charges[at++] = new Charge(ChargeKind.Setup, 0m, setup.Net, 0);
        charges[at++] = new Charge(ChargeKind.Recurring, before, after, 0);
        if (firstPeriod is not null)
            charges[at++] = new Charge(ChargeKind.FirstPeriod, 0m, firstPeriod.Amount, 0);
        if (fee is not null)
            charges[at] = new Charge(ChargeKind.EarlyReductionFee, 0m, fee.Net, 0);
        return charges;
    }

    private static LineCharge? FeeOf(
        Amendment amendment, Line line, LineLots lots, DateOnly day, Tolerance tolerance, ViolationList violations)
    {
        var policies = amendment.Policies;
        if (policies.CommittedReduction == CommittedReduction.Free)
            return null;
        var units = Tolerances.CommittedUnits(lots.Taken, day, amendment.OfferCommittedUntil);
        if (units == 0)
            return null;
        if (policies.CommittedReduction == CommittedReduction.Forbidden)
        {
            if (!tolerance.Covers)
            {
                violations.Add(ViolationCode.CommitmentForbidsReduction, line.ProductCode,
                    Operand.Quantity("committed_units_taken", units),
                    Operand.Amount("reduced", tolerance.Reduced),
                    Operand.Amount("allowance", Rounding.ToFourDecimals(tolerance.Allowance ?? 0m)));
            }
            return null;
        }
        if (tolerance.Covers)
        {
            return new LineCharge(line.Number, ChargeKind.EarlyReductionFee, 0m, 0m, new Reason(Figure.EarlyReductionFee, ReasonCodes.EarlyReductionWithinTolerance, EarlyReductionFee.Title,
                [Operand.Amount("reduced", tolerance.Reduced), Operand.Amount("allowance", Rounding.ToFourDecimals(tolerance.Allowance!.Value))]));
        }
        var value = RemainingValue.Of(lots.Taken, day, amendment.OfferCommittedUntil, policies.StartedMonthIsDue);
        var amount = Tolerances.Fee(value, policies.FeeRatePercent, tolerance);
        return new LineCharge(line.Number, ChargeKind.EarlyReductionFee, 0m, amount, Reasons.Fee(amendment, lots.Taken, day, tolerance, amount, EarlyReductionFee.Title));
    }

    /// <summary>The lasting net price of the first unit added, else of the first lot priced anew.</summary>
    private static decimal? NetUnitPrice(Line line, LineLots lots)
    {
        if (lots.Priced.Count == 0)
            return null;
        var first = lots.Priced[0];
        if (line is AddedLine)
        {
            var kept = line.Initial;
            for (var i = 0; i < lots.After.Count && kept >= 0; i++)
            {
                if (lots.After[i].LeavingOn is not null)
                    continue;
                first = lots.After[i];
                kept -= first.Quantity;
            }
        }
        return Rounding.ToFourDecimals(NetPrices.Lasting(first));
    }

    private static PricedLine Priced(
        Line line, Tariff? tariff, CombinedDiscount? discount, decimal? netUnitPrice, DateOnly day, decimal before, decimal after,
        LineCharge? setup, FirstPeriod? firstPeriod, LineCharge? fee, LineRemainingValue? remaining, IReadOnlyList<Lot> lotsAfter, Reason[] reasons) => new()
        {
            ProductCode = line.ProductCode,
            ProductName = line.ProductName,
            InitialQuantity = line.Initial,
            ChangeQuantity = line.Change,
            FinalQuantity = line.Final,
            SetupUnitPrice = tariff?.SetupPrice,
            RecurringUnitPrice = tariff is null ? null : TierPrices.OfNextUnit(tariff, line.Initial, line.Final),
            SetupDiscountPercent = discount?.SetupPercent ?? 0m,
            RecurringDiscountPercent = discount is null ? 0m : DiscountSteps.At(line is AddedLine ? discount.Added : discount.Kept, day),
            NetUnitPrice = netUnitPrice,
            KeptDiscounts = discount?.Kept ?? [],
            Charges = Charges(setup, before, after, firstPeriod, fee),
            TakesEffectOn = day,
            FirstPeriod = firstPeriod,
            RemainingValueBefore = remaining?.Before ?? 0m,
            RemainingValueAfter = remaining?.After ?? 0m,
            LotsBefore = line.Lots,
            LotsAfter = lotsAfter,
            Reasons = reasons,
        };
}
