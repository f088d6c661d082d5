using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Contracted offers between the tables and the core: one function each way.</summary>
internal static class ContractStore
{
    /// <summary>
    /// The version with its lines, lots and discounts, one query each: joined in one, SQLite reads the lots of all offers.
    /// They are written once, so the queries cannot see different ones.
    /// </summary>
    public static IQueryable<ContractVersion> WithLines(this IQueryable<ContractVersion> versions) => versions.AsSplitQuery()
        .Include(v => v.Lines.OrderBy(l => l.Position))
        .ThenInclude(l => l.Lots.OrderBy(lot => lot.Number))
        .ThenInclude(l => l.Discounts.OrderBy(d => d.Position));

    /// <summary>The contract as the core reads it.</summary>
    public static Contract ToContract(ContractedOffer offer, ContractVersion version) => new()
    {
        Reference = offer.Reference,
        State = offer.State,
        Currency = offer.Currency,
        DeliveredOn = offer.DeliveredOn == ContractedOffer.NotDelivered ? null : offer.DeliveredOn,
        Billing = new(version.Billing.Day, version.Billing.PeriodMonths, version.Billing.AnchorMonth),
        Commitment = version.Commitment is { } c ? new(c.TermMonths, c.Start, c.LastDay) : null,
        ToleranceUsed = version.ToleranceUsed,
        Policies = ToPolicies(version.Policies),
        Lines =
        [
            .. version.Lines.OrderBy(l => l.Position)
                .Select(l => new ContractLine(l.ProductCode, [.. l.Lots.OrderBy(lot => lot.Number).Select(ToLot)])),
        ],
    };

    /// <summary>
    /// Writes <paramref name="contract"/> as the next version of <paramref name="offer"/>, which must be tracked:
    /// its current version, state and delivery day follow. Nothing is saved.
    /// </summary>
    /// <param name="offer">The contracted offer.</param>
    /// <param name="contract">What the customer then has.</param>
    /// <param name="holdsFrom">First day from which it holds.</param>
    /// <param name="orderNumber">The order that made it; empty: none is known.</param>
    /// <param name="recordedAt">Now.</param>
    /// <param name="imported">Whether an import writes it, not a delivery.</param>
    public static ContractVersion AppendVersion(
        this ContractedOffer offer, Contract contract, DateOnly holdsFrom, string orderNumber, DateTimeOffset recordedAt, bool imported = false)
    {
        var version = new ContractVersion
        {
            Reseller = offer.Reseller,
            OfferReference = offer.Reference,
            Number = offer.CurrentVersion + 1,
            InstallationSiteNumber = offer.InstallationSiteNumber,
            BillingSiteNumber = offer.BillingSiteNumber,
            HoldsFrom = holdsFrom,
            OrderNumber = orderNumber,
            Imported = imported,
            RecordedAt = recordedAt,
            Billing = new()
            {
                Day = contract.Billing.Day,
                PeriodMonths = contract.Billing.PeriodMonths,
                AnchorMonth = contract.Billing.AnchorMonth,
            },
            Commitment = contract.Commitment is { } c ? new() { TermMonths = c.TermMonths, Start = c.Start, LastDay = c.LastDay } : null,
            ToleranceUsed = contract.ToleranceUsed,
            Policies = ToTerms(contract.Policies),
        };
        version.Lines.AddRange(contract.Lines.Select((line, position) => ToLine(version, line, position)));
        offer.Versions.Add(version);
        offer.CurrentVersion = version.Number;
        offer.State = contract.State;
        offer.DeliveredOn = contract.DeliveredOn ?? ContractedOffer.NotDelivered;
        return version;
    }

    /// <summary>The current version, which must be tracked, is on the sites of its offer.</summary>
    public static void FollowSites(this ContractVersion current, ContractedOffer offer) =>
        (current.InstallationSiteNumber, current.BillingSiteNumber) = (offer.InstallationSiteNumber, offer.BillingSiteNumber);

    private static ContractVersionLine ToLine(ContractVersion version, ContractLine line, int position)
    {
        var row = new ContractVersionLine
        {
            Reseller = version.Reseller,
            OfferReference = version.OfferReference,
            VersionNumber = version.Number,
            ProductCode = line.ProductCode,
            Position = position,
        };
        row.Lots.AddRange(line.Lots.Select(lot => ToLot(row, lot)));
        return row;
    }

    private static ContractLot ToLot(ContractVersionLine line, Lot lot)
    {
        var row = new ContractLot
        {
            Reseller = line.Reseller,
            OfferReference = line.OfferReference,
            VersionNumber = line.VersionNumber,
            ProductCode = line.ProductCode,
            Number = lot.Number,
            Quantity = lot.Quantity,
            UnitPrice = lot.UnitPrice,
            Since = lot.Since,
            CommittedUntil = lot.CommittedUntil,
            LeavingOn = lot.LeavingOn,
        };
        row.Discounts.AddRange(lot.Discounts.Select((step, position) => new LotDiscount
        {
            Reseller = line.Reseller,
            OfferReference = line.OfferReference,
            VersionNumber = line.VersionNumber,
            ProductCode = line.ProductCode,
            LotNumber = lot.Number,
            Position = position,
            Percent = step.Percent,
            Until = step.Until,
        }));
        return row;
    }

    private static Lot ToLot(ContractLot row) => new()
    {
        Number = row.Number,
        Quantity = row.Quantity,
        UnitPrice = row.UnitPrice,
        Discounts = [.. row.Discounts.OrderBy(d => d.Position).Select(d => new DiscountStep(d.Percent, d.Until))],
        Since = row.Since,
        CommittedUntil = row.CommittedUntil,
        LeavingOn = row.LeavingOn,
    };

    /// <summary>The policies as the core reads them.</summary>
    public static ContractPolicies ToPolicies(PolicyTerms terms) => new()
    {
        EffectiveOn = terms.EffectiveOn,
        BackDatingDays = terms.BackDatingDays,
        HorizonMonths = terms.HorizonMonths,
        Repricing = terms.Repricing,
        Proration = terms.Proration,
        ReductionCredit = terms.ReductionCredit,
        AdditionCommitment = terms.AdditionCommitment,
        OwnTermMonths = terms.OwnTermMonths,
        CommittedReduction = terms.CommittedReduction,
        FeeRatePercent = terms.FeeRatePercent,
        StartedMonthIsDue = terms.StartedMonthIsDue,
        TolerancePercent = terms.TolerancePercent,
        DiscountCombination = terms.DiscountCombination,
    };

    private static PolicyTerms ToTerms(ContractPolicies policies) => new()
    {
        EffectiveOn = policies.EffectiveOn,
        BackDatingDays = policies.BackDatingDays,
        HorizonMonths = policies.HorizonMonths,
        Repricing = policies.Repricing,
        Proration = policies.Proration,
        ReductionCredit = policies.ReductionCredit,
        AdditionCommitment = policies.AdditionCommitment,
        OwnTermMonths = policies.OwnTermMonths,
        CommittedReduction = policies.CommittedReduction,
        FeeRatePercent = policies.FeeRatePercent,
        StartedMonthIsDue = policies.StartedMonthIsDue,
        TolerancePercent = policies.TolerancePercent,
        DiscountCombination = policies.DiscountCombination,
    };
}
