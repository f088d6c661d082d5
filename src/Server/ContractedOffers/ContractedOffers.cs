using MyOpenIP.Pricing;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
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
    public required string Name
    {
        get;
        set => (field, SearchName) = (value, FoldedText.Fold(value));
    }

    /// <summary><see cref="Name"/> as filtered and sorted. Set with it.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>State of the offer.</summary>
    public required ContractState State { get; set; }

    /// <summary>How it came to be.</summary>
    public OrderType OrderType { get; set; } = OrderType.Creation;

    /// <summary>Order-management owner (pilote ADV); empty: none.</summary>
    public string Owner
    {
        get;
        set => (field, SearchOwner) = (value, FoldedText.Fold(value));
    } = "";

    /// <summary><see cref="Owner"/> as filtered and sorted. Set with it.</summary>
    public string SearchOwner { get; private set; } = "";

    /// <summary>Reference of the order that created it, such as COM16444; empty: none.</summary>
    public string OrderReference { get; set; } = "";

    /// <summary>Company name of the customer, folded as in <see cref="Customer.SearchName"/>, for sorting.</summary>
    public required string CustomerSearchName { get; set; }

    /// <summary>Account of the customer (compte client); empty: none.</summary>
    public string Account
    {
        get;
        set => (field, SearchAccount) = (value, FoldedText.Fold(value));
    } = "";

    /// <summary><see cref="Account"/> as filtered and sorted. Set with it.</summary>
    public string SearchAccount { get; private set; } = "";

    /// <summary>Town of the installation site, as the list shows it.</summary>
    public required string SiteCity
    {
        get;
        set => (field, SearchCity) = (value, FoldedText.Fold(value));
    }

    /// <summary><see cref="SiteCity"/> as filtered and sorted. Set with it.</summary>
    public string SearchCity { get; private set; } = "";

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

    /// <summary>
    /// Number of its amendment that is stored as not ended, set by what moves amendments; none: null. At most one: who writes it
    /// must have seen the one before, and a unique index on the amendments holds it too. No part of its etag.
    /// </summary>
    public string? OpenAmendment { get; set; }

    /// <inheritdoc/>
    public int RowVersion { get; set; }

    /// <summary>Every version, numbered from 1 without hole.</summary>
    public List<ContractVersion> Versions { get; } = [];

    /// <summary>What the current version holds, for lists to find it by.</summary>
    public List<HeldProduct> Products { get; } = [];
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

    /// <summary>Billing, commitment, policies and lines, as they are stored; see <see cref="Storage.Formats.TermsFormat"/>.</summary>
    public required byte[] Terms { get; set; }

    /// <summary>SHA-256 of <see cref="Terms"/>.</summary>
    public required byte[] TermsDigest { get; set; }
}

/// <summary>Units of a product that the current version of a contracted offer holds.</summary>
internal sealed class HeldProduct
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>The contracted offer.</summary>
    public required string OfferReference { get; set; }

    /// <summary>Units, 1 or more; those already ordered to leave not counted.</summary>
    public required int Quantity { get; set; }
}
