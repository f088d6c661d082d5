using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.RulesEngine;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>Puts what the rules decided into the outcome. It decides nothing.</summary>
internal static class OutcomeAssembly
{
    public static PricedAmendment Of(PricingRequest request, IReadOnlyList<Line> lines, IEvaluation evaluation)
    {
        var amendment = evaluation.Facts<Amendment>()[0];
        var commitment = evaluation.Facts<OfferCommitment>()[0];
        var tables = evaluation.Facts<RecapTables>()[0];
        var tolerance = evaluation.Facts<Tolerance>() is [var only] ? only : null;
        var toleranceUsed = commitment.RestartsTolerance
            ? 0m
            : Math.Min(request.Contract.ToleranceUsed + (tolerance?.Used ?? 0m), Bounds.HighestToleranceUsed);
        var (priced, after) = LineAssembly.Of(amendment, lines, tables.Rates, evaluation);
        return new PricedAmendment
        {
            Currency = request.Contract.Currency,
            PricingDate = request.PricingDate,
            EffectiveDate = amendment.EffectiveDate,
            Lines = priced,
            VatRates = tables.Rates,
            InitialTotals = tables.Initial,
            ChangeTotals = tables.Change,
            WholeTotals = tables.Whole,
            Violations = InOrder(evaluation.Facts<Violation>()),
            Approvals = InOrder(evaluation.Facts<DiscountApproval>()),
            AcceptanceConditions = commitment.ExtendedUntil is null
                ? [AcceptanceCondition.Documents]
                : [AcceptanceCondition.Documents, AcceptanceCondition.LongerCommitment],
            Commitment = Effect(amendment, commitment, toleranceUsed, priced),
            Timeline = evaluation.Facts<OfferTimeline>()[0].Entries,
            MonthlyRecurringRevenueChange = tables.Change.Recurring.Net,
            Reasons = tables.Reasons,
            ContractAfter = request.Contract with { Commitment = commitment.After, ToleranceUsed = toleranceUsed, Lines = after },
            CatalogueVersion = request.Catalogue.Version,
            TaxTableVersion = request.Taxes.Version,
            RuleSetVersion = AmendmentPricer.RuleSetVersion,
        };
    }

    private static CommitmentEffect Effect(
        Amendment amendment, OfferCommitment commitment, decimal toleranceUsed, PricedLine[] lines)
    {
        var (before, after) = (0m, 0m);
        var lastBefore = amendment.OfferCommittedUntil;
        var lastAfter = commitment.After?.End;
        foreach (var line in lines)
        {
            before += line.RemainingValueBefore;
            after += line.RemainingValueAfter;
            lastBefore = Later(lastBefore, line.LotsBefore);
            lastAfter = Later(lastAfter, line.LotsAfter);
        }
        return new CommitmentEffect(
            amendment.Contract.Commitment,
            commitment.After,
            Extension(commitment, lines),
            lastBefore?.AddDays(-1),
            lastAfter?.AddDays(-1),
            before,
            after,
            toleranceUsed,
            [commitment.Reason]);
    }

    private static DateOnly? Later(DateOnly? until, IReadOnlyList<Lot> lots)
    {
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                until = LotChanges.CommittedUntil(lots[i], until);
        return until;
    }

    /// <summary>What a consent names: added units with a term of their own, or every unit that the offer's new end commits longer.</summary>
    private static CommitmentExtension? Extension(OfferCommitment commitment, PricedLine[] lines)
    {
        if (commitment.ExtendedUntil is not { } until)
            return null;
        var units = new List<ExtendedUnits>();
        foreach (var line in lines)
        {
            var quantity = commitment.AddedUntil is null ? Lengthened(line.LotsAfter, until) : Added(line);
            if (quantity > 0)
                units.Add(new ExtendedUnits(line.ProductCode, line.ProductName, quantity));
        }
        return new CommitmentExtension(until.AddDays(-1), units);
    }

    private static int Added(PricedLine line) => line.RecurringUnitPrice is null ? 0 : Math.Max(line.ChangeQuantity, 0);

    private static int Lengthened(IReadOnlyList<Lot> lots, DateOnly until)
    {
        var units = 0;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null && !(lots[i].CommittedUntil >= until))
                units += lots[i].Quantity;
        return units;
    }

    private static List<Violation> InOrder(ReadOnlySpan<Violation> violations)
    {
        var ordered = new List<Violation>(violations.Length);
        ordered.AddRange(violations);
        ordered.Sort(ViolationOrder.Compare);
        return ordered;
    }

    private static List<DiscountApproval> InOrder(ReadOnlySpan<DiscountApproval> approvals)
    {
        var ordered = new List<DiscountApproval>(approvals.Length);
        ordered.AddRange(approvals);
        ordered.Sort((a, b) => string.CompareOrdinal(a.ProductCode, b.ProductCode));
        return ordered;
    }
}
