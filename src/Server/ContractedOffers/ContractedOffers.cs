using MyOpenIP.Pricing;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>
/// A contracted offer: what lists show and search, and the number of its current version.
/// Aggregate of all its versions; their terms and lines are never changed once written.
/// </summary>
internal sealed class ContractedOffer : IVersioned
{
    /// <summary>The <see cref="DeliveredOn"/> of an offer not delivered yet: after every delivery in a sort.</summary>
    public static readonly DateOnly NotDelivered = DateOnly.MaxValue;

    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Reference: OC and digits, such as OC138637; unique over all resellers.</summary>
    public required string Reference { get; set; }

    /// <summary>The digits of <see cref="Reference"/>, so that OC94529 sorts before OC138637.</summary>
    public required long ReferenceNumber { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>Code of the offer in the catalogue.</summary>
    public required string OfferCode { get; set; }

    /// <summary>Name of the offer when it was contracted.</summary>
    public required string Name { get; set; }

    /// <summary>State of the offer.</summary>
    public required ContractState State { get; set; }

    /// <summary>How it came to be.</summary>
    public OrderType OrderType { get; set; } = OrderType.Creation;

    /// <summary>Order-management owner (pilote ADV); empty: none.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Reference of the order that created it, such as COM16444; empty: none.</summary>
    public string OrderReference { get; set; } = "";

    /// <summary>Company name of the customer, folded as in <see cref="Customer.SearchName"/>, for sorting.</summary>
    public required string CustomerSearchName { get; set; }

    /// <summary>Account of the customer (compte client); empty: none.</summary>
    public string Account { get; set; } = "";

    /// <summary>Town of the installation site, as the list shows it.</summary>
    public required string SiteCity { get; set; }

    /// <summary>Number of the installation site.</summary>
    public required int InstallationSiteNumber { get; set; }

    /// <summary>Number of the billing site.</summary>
    public required int BillingSiteNumber { get; set; }

    /// <summary>Telephone, E.164; empty: none.</summary>
    public string Telephone { get; set; } = "";

    /// <summary>The day it was created.</summary>
    public required DateOnly CreatedOn { get; set; }

    /// <summary>The day it was delivered, or <see cref="NotDelivered"/>.</summary>
    public required DateOnly DeliveredOn { get; set; }

    /// <summary>ISO 4217 code of its amounts.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>Number of the current version.</summary>
    public int CurrentVersion { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Every version, numbered from 1 without hole.</summary>
    public List<ContractVersion> Versions { get; } = [];
}

/// <summary>How a contracted offer came to be (type commande).</summary>
internal enum OrderType
{
    /// <summary>Création.</summary>
    Creation,

    /// <summary>Taken over from another operator.</summary>
    Migration,
}

/// <summary>The terms and lines of a contracted offer from a date on. Written once, but for the sites while it is the current one.</summary>
internal sealed class ContractVersion
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The contracted offer.</summary>
    public required string OfferReference { get; set; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; set; }

    /// <summary>Number of the installation site: the offer's, as long as it is the current version.</summary>
    public required int InstallationSiteNumber { get; set; }

    /// <summary>Number of the billing site: the offer's, as long as it is the current version.</summary>
    public required int BillingSiteNumber { get; set; }

    /// <summary>First day from which it holds.</summary>
    public required DateOnly HoldsFrom { get; set; }

    /// <summary>The order that made it; empty: none is known.</summary>
    public string OrderNumber { get; set; } = "";

    /// <summary>Whether an import wrote it, not the delivery of an order here.</summary>
    public bool Imported { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset RecordedAt { get; set; }

    /// <summary>Day, period and anchor month of billing.</summary>
    public required BillingTerms Billing { get; set; }

    /// <summary>The commitment; none: null.</summary>
    public CommitmentTerms? Commitment { get; set; }

    /// <summary>Recurring charge per month at list price that earlier reductions took within the tolerance.</summary>
    public decimal ToleranceUsed { get; set; }

    /// <summary>The policies kept with the contract.</summary>
    public required PolicyTerms Policies { get; set; }

    /// <summary>Its lines.</summary>
    public List<ContractVersionLine> Lines { get; } = [];
}

/// <summary>See <see cref="BillingSchedule"/>.</summary>
internal sealed class BillingTerms
{
    /// <summary>Billing day, 1 to 31.</summary>
    public required int Day { get; set; }

    /// <summary>Months of a period: 1, 3 or 12.</summary>
    public required int PeriodMonths { get; set; }

    /// <summary>A month in which a period starts, 1 to 12.</summary>
    public required int AnchorMonth { get; set; }
}

/// <summary>See <see cref="Commitment"/>.</summary>
internal sealed class CommitmentTerms
{
    /// <summary>Term in months.</summary>
    public required int TermMonths { get; set; }

    /// <summary>First day.</summary>
    public required DateOnly Start { get; set; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly LastDay { get; set; }
}

/// <summary>See <see cref="ContractPolicies"/>, member for member.</summary>
internal sealed class PolicyTerms
{
    /// <summary>From when added units count.</summary>
    public required EffectiveOn EffectiveOn { get; set; }

    /// <summary>Days before the pricing date that the effective date may lie.</summary>
    public required int BackDatingDays { get; set; }

    /// <summary>Months after the pricing date that the effective date may lie.</summary>
    public required int HorizonMonths { get; set; }

    /// <summary>At what price the kept units of a growing line go on.</summary>
    public required Repricing Repricing { get; set; }

    /// <summary>How a part of a billing period is counted.</summary>
    public required ProrationConvention Proration { get; set; }

    /// <summary>What a reduction gives back.</summary>
    public required ReductionCredit ReductionCredit { get; set; }

    /// <summary>How an addition changes the commitment.</summary>
    public required AdditionCommitment AdditionCommitment { get; set; }

    /// <summary>Term in months of units with a term of their own; none: null.</summary>
    public required int? OwnTermMonths { get; set; }

    /// <summary>What a reduction of committed units costs.</summary>
    public required CommittedReduction CommittedReduction { get; set; }

    /// <summary>Share of the remaining contract value owed, in percent.</summary>
    public required decimal FeeRatePercent { get; set; }

    /// <summary>Whether the month begun counts whole.</summary>
    public required bool StartedMonthIsDue { get; set; }

    /// <summary>Share of the committed units that may go free, in percent.</summary>
    public required decimal TolerancePercent { get; set; }

    /// <summary>How discounts of several sources combine.</summary>
    public required DiscountCombination DiscountCombination { get; set; }
}

/// <summary>A product of a version of a contracted offer.</summary>
internal sealed class ContractVersionLine
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The contracted offer.</summary>
    public required string OfferReference { get; set; }

    /// <summary>The version.</summary>
    public required int VersionNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>Position in the version, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Its lots.</summary>
    public List<ContractLot> Lots { get; } = [];
}

/// <summary>Units of a line contracted together at one price.</summary>
internal sealed class ContractLot
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The contracted offer.</summary>
    public required string OfferReference { get; set; }

    /// <summary>The version.</summary>
    public required int VersionNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>Number within the line, from 1.</summary>
    public required int Number { get; set; }

    /// <summary>Units, 1 or more.</summary>
    public required int Quantity { get; set; }

    /// <summary>List price per unit and month, HT.</summary>
    public required decimal UnitPrice { get; set; }

    /// <summary>First day of these units at this price.</summary>
    public required DateOnly Since { get; set; }

    /// <summary>First day on which the units are free of their own commitment; none: null.</summary>
    public DateOnly? CommittedUntil { get; set; }

    /// <summary>First day without these units; none: they stay.</summary>
    public DateOnly? LeavingOn { get; set; }

    /// <summary>Discounts over time.</summary>
    public List<LotDiscount> Discounts { get; } = [];
}

/// <summary>A discount of a lot until a day.</summary>
internal sealed class LotDiscount
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The contracted offer.</summary>
    public required string OfferReference { get; set; }

    /// <summary>The version.</summary>
    public required int VersionNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>The lot.</summary>
    public required int LotNumber { get; set; }

    /// <summary>Position in the lot, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Combined recurring discount, in percent.</summary>
    public required decimal Percent { get; set; }

    /// <summary>First day on which it no longer holds; none: it lasts.</summary>
    public DateOnly? Until { get; set; }
}
