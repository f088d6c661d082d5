using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Assembly;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>
/// The whole rule set by hand: dictionaries and loops, no rules engine. It shares with the rules the arithmetic of dates,
/// amounts and lots, and the check of the request; what is joined, decided, ordered and put together it does itself.
/// </summary>
internal static class HandWrittenPricer
{
    public static PricedAmendment Price(PricingRequest request)
    {
        RequestFaults.Check(request);
        var amendment = new Amendment(request);
        var lines = RequestLines.Of(request);
        var discounts = new DiscountTable(request);
        var violations = new ViolationList(amendment);
        var (hasAdded, hasReduced) = (false, false);
        foreach (var line in lines)
        {
            hasAdded |= line is AddedLine;
            hasReduced |= line is ReducedLine;
        }
        var additions = hasAdded ? OfferDates.OfAdditions(amendment) : null;
        var reductions = hasReduced ? OfferDates.OfReductions(amendment) : null;
        var commitment = CommitmentOf(amendment, hasAdded && AddsSomethingSold(lines, amendment.EffectiveDate));
        violations.OfOffer(lines, commitment, isChanged: hasAdded || hasReduced);
        violations.OfDependencies(lines);

        var changes = new LineChange?[lines.Length];
        foreach (var line in lines)
        {
            if (line is UnchangedLine)
                continue;
            var change = LineChange.Of(amendment, line, line is AddedLine ? additions! : reductions!, commitment, discounts);
            violations.OfLine(line, change);
            changes[line.Number] = change;
        }
        var approvals = ApprovalsOf(request, lines, violations);
        var tolerance = hasReduced ? ToleranceOf(amendment, lines, changes) : null;

        var priced = new PricedLine[lines.Length];
        var totals = new RunningTotals(amendment.EffectiveDate);
        for (var i = 0; i < priced.Length; i++)
            priced[i] = LinePricing.Of(amendment, lines[i], changes[i], commitment, tolerance, totals, violations);

        var tables = Totals.Of(totals, VatOf(amendment));
        var toleranceUsed = commitment.RestartsTolerance ? 0m : request.Contract.ToleranceUsed;
        if (tolerance is not null && !commitment.RestartsTolerance)
            toleranceUsed = Math.Min(toleranceUsed + tolerance.Used, Bounds.HighestToleranceUsed);
        return new PricedAmendment
        {
            Currency = request.Contract.Currency,
            PricingDate = request.PricingDate,
            EffectiveDate = amendment.EffectiveDate,
            Lines = priced,
            VatRates = [tables.Rate],
            InitialTotals = tables.Initial,
            ChangeTotals = tables.Change,
            WholeTotals = tables.Whole,
            Violations = violations.InOrder(),
            Approvals = approvals,
            AcceptanceConditions = commitment.ExtendedUntil is null
                ? [AcceptanceCondition.Documents]
                : [AcceptanceCondition.Documents, AcceptanceCondition.LongerCommitment],
            Commitment = EffectOf(amendment, commitment, toleranceUsed, priced),
            Timeline = totals.Timeline(),
            MonthlyRecurringRevenueChange = tables.Change.Recurring.Net,
            Reasons = tables.Reasons,
            ContractAfter = ContractAfter(amendment, commitment, toleranceUsed, priced, lines, changes),
            CatalogueVersion = request.Catalogue.Version,
            TaxTableVersion = request.Taxes.Version,
            RuleSetVersion = AmendmentPricer.RuleSetVersion,
        };
    }

    /// <summary>Whether a unit is added that has a price.</summary>
    private static bool AddsSomethingSold(Line[] lines, DateOnly day)
    {
        foreach (var line in lines)
            if (line is AddedLine && LineChange.TariffOf(line, day) is not null)
                return true;
        return false;
    }

    private static OfferCommitment CommitmentOf(Amendment amendment, bool hasAdded)
    {
        if (!hasAdded)
            return Commitments.Kept(amendment, ReasonCodes.CommitmentUnchanged, CommitmentWithoutAddition.Title);
        return amendment.Policies.AdditionCommitment switch
        {
            AdditionCommitment.Restart when amendment.Contract.Commitment is not null =>
                Commitments.Restarted(amendment, RestartedCommitment.Title),
            AdditionCommitment.OwnTerm when amendment.Policies.OwnTermMonths is not null =>
                Commitments.OwnTerm(amendment, OwnTermOfAddedUnits.Title),
            _ => Commitments.Kept(amendment, ReasonCodes.CommitmentCoTerm, CoTermAddition.Title),
        };
    }

    private static DiscountApproval[] ApprovalsOf(PricingRequest request, Line[] lines, ViolationList violations)
    {
        if (request.ManualDiscounts.Count == 0)
            return [];
        var byCode = new Dictionary<string, Line>(lines.Length, StringComparer.Ordinal);
        foreach (var line in lines)
            byCode.Add(line.ProductCode, line);
        var approvals = new List<DiscountApproval>();
        foreach (var manual in request.ManualDiscounts)
        {
            if (manual.SetupPercent == 0m && manual.RecurringPercent == 0m)
                continue;
            var line = byCode.GetValueOrDefault(manual.ProductCode);
            if (!DiscountTable.Reaches(manual, line))
            {
                violations.Add(ViolationCode.DiscountWithoutChange, manual.ProductCode,
                    Operand.Percent("setup", manual.SetupPercent), Operand.Percent("recurring", manual.RecurringPercent));
            }
            else if (DiscountCeilings.Exceeds(request, manual))
                approvals.Add(ApprovalOf(request, manual, line!, violations));
        }
        approvals.Sort((a, b) => string.CompareOrdinal(a.ProductCode, b.ProductCode));
        return [.. approvals];
    }

    private static DiscountApproval ApprovalOf(PricingRequest request, ManualDiscount manual, Line line, ViolationList violations)
    {
        var asked = new ManualDiscountRequest(manual, line.Number, 0, 0, line.Final);
        var approval = DiscountCeilings.Approval(request, asked);
        if (approval.GrantedBy is null)
        {
            violations.Add(ViolationCode.DiscountExceedsAuthority, manual.ProductCode,
                Operand.Percent("setup", approval.SetupPercent),
                Operand.Percent("setup_ceiling", approval.CeilingSetupPercent),
                Operand.Percent("recurring", approval.RecurringPercent),
                Operand.Percent("recurring_ceiling", approval.CeilingRecurringPercent));
        }
        return approval;
    }

    private static Tolerance ToleranceOf(Amendment amendment, Line[] lines, LineChange?[] changes)
    {
        var (day, until) = (amendment.EffectiveDate, amendment.OfferCommittedUntil);
        var reduced = 0m;
        foreach (var change in changes)
            if (change?.Lots is { Taken.Count: > 0 } lots)
                reduced += CommittedAtList(lots.Taken, day, until);
        var percent = amendment.Policies.TolerancePercent;
        if (percent == 0m)
            return new Tolerance(reduced, null);
        var committed = 0m;
        foreach (var line in lines)
            committed += CommittedAtList(line.Lots, day, until);
        var used = amendment.Contract.ToleranceUsed;
        return new Tolerance(reduced, Math.Max(0m, percent * (committed + used) / 100m - used));
    }

    private static decimal CommittedAtList(IReadOnlyList<Lot> lots, DateOnly day, DateOnly? offerUntil)
    {
        var sum = 0m;
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            if (lot.LeavingOn is null && (offerUntil > day || lot.CommittedUntil > day))
                sum += lot.Quantity * lot.UnitPrice;
        }
        return sum;
    }

    private static CustomerVat VatOf(Amendment amendment)
    {
        var (customer, day) = (amendment.Request.Customer, amendment.EffectiveDate);
        TaxRow? first = null;
        TaxRow? last = null;
        foreach (var row in amendment.Request.Taxes.Rows)
        {
            if (row.Territory != customer.Territory || row.Status != customer.TaxStatus)
                continue;
            if (first is null || row.ValidFrom < first.ValidFrom)
                first = row;
            if (row.ValidFrom <= day && (last is null || row.ValidFrom > last.ValidFrom))
                last = row;
        }
        var found = (last ?? first)!;
        return new CustomerVat(
            new VatRate(found.RatePercent, found.Category, found.Mention),
            new Reason(Figure.Vat, ReasonCodes.VatRateOfTable, VatRateOfCustomer.Title,
            [
                Operand.Code("territory", customer.Territory),
                Operand.Code("status", customer.TaxStatus),
                Operand.Percent("rate", found.RatePercent),
                Operand.Code("category", found.Category),
            ]));
    }

    private static CommitmentEffect EffectOf(Amendment amendment, OfferCommitment commitment, decimal toleranceUsed, PricedLine[] lines)
    {
        var (before, after) = (0m, 0m);
        var (lastBefore, lastAfter) = (amendment.OfferCommittedUntil, commitment.After?.End);
        foreach (var line in lines)
        {
            before += line.RemainingValueBefore;
            after += line.RemainingValueAfter;
            lastBefore = Latest(lastBefore, line.LotsBefore);
            lastAfter = Latest(lastAfter, line.LotsAfter);
        }
        return new CommitmentEffect(
            amendment.Contract.Commitment,
            commitment.After,
            ExtensionOf(commitment, lines),
            lastBefore?.AddDays(-1),
            lastAfter?.AddDays(-1),
            before,
            after,
            toleranceUsed,
            [commitment.Reason]);
    }

    private static DateOnly? Latest(DateOnly? until, IReadOnlyList<Lot> lots)
    {
        for (var i = 0; i < lots.Count; i++)
            if (lots[i] is { LeavingOn: null, CommittedUntil: { } own } && (until is null || own > until))
                until = own;
        return until;
    }

    private static CommitmentExtension? ExtensionOf(OfferCommitment commitment, PricedLine[] lines)
    {
        if (commitment.ExtendedUntil is not { } until)
            return null;
        var isOfAddedUnits = commitment.AddedUntil is not null;
        var units = new List<ExtendedUnits>();
        foreach (var line in lines)
        {
            var count = 0;
            if (!isOfAddedUnits)
            {
                foreach (var lot in line.LotsAfter)
                    count += lot.LeavingOn is null && (lot.CommittedUntil is not { } own || own < until) ? lot.Quantity : 0;
            }
            else if (line.ChangeQuantity > 0 && line.SetupUnitPrice is not null)
                count = line.ChangeQuantity;
            if (count > 0)
                units.Add(new ExtendedUnits(line.ProductCode, line.ProductName, count));
        }
        return new CommitmentExtension(until.AddDays(-1), units);
    }

    private static Contract ContractAfter(
        Amendment amendment, OfferCommitment commitment, decimal toleranceUsed, PricedLine[] priced, Line[] lines, LineChange?[] changes)
    {
        var after = new List<ContractLine>(priced.Length);
        for (var i = 0; i < priced.Length; i++)
        {
            if (priced[i].LotsAfter.Count == 0)
                continue;
            var former = changes[i]?.Lots is { } lots ? lots.Former : lines[i].Former;
            // What was before the amendment is in the versions before.
            if (former is not null && former.Until <= amendment.FirstDayKept)
                former = null;
            after.Add(new ContractLine(priced[i].ProductCode, priced[i].LotsAfter) { Former = former });
        }
        return amendment.Contract with { Commitment = commitment.After, ToleranceUsed = toleranceUsed, Lines = after };
    }
}
