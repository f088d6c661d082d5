using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;

namespace MyOpenIP.Server.Amendments;

/// <summary>What an amendment wants of lines and contacts: one document. Never changed: another wish is another document.</summary>
internal sealed record AmendmentWishes
{
    /// <summary>Nothing.</summary>
    public static AmendmentWishes None { get; } = new();

    /// <summary>The final quantities wanted, by product (ordinal).</summary>
    public IReadOnlyList<WantedQuantity> Quantities { get; init; } = [];

    /// <summary>The manual discounts asked for, by product (ordinal).</summary>
    public IReadOnlyList<AskedDiscount> Discounts { get; init; } = [];

    /// <summary>The discounts granted beyond the asker's ceiling, by product (ordinal).</summary>
    public IReadOnlyList<GivenGrant> Grants { get; init; } = [];

    /// <summary>The on-site contacts, in their order.</summary>
    public IReadOnlyList<OnSiteContact> Contacts { get; init; } = [];
}

/// <summary>A manual discount asked for on a line (remise FMS, remise abo.).</summary>
/// <param name="Discount">The discount, and the role of who last set it: its ceiling is judged.</param>
/// <param name="Asker">Identifier of who last set it: a request of one's own is not one's to grant.</param>
/// <param name="AskedAt">When it was last set.</param>
internal sealed record AskedDiscount(ManualDiscount Discount, string Asker, DateTimeOffset AskedAt)
{
    /// <summary>The product.</summary>
    public string ProductCode => Discount.ProductCode;
}

/// <summary>An operator's grant of a discount; it holds for exactly these figures.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="GrantedAt">When it was given.</param>
internal sealed record GivenGrant(DiscountGrant Grant, DateTimeOffset GrantedAt);

/// <summary>An on-site contact of an amendment: a copy, so that a later change of the customer's contacts changes no quote.</summary>
internal sealed record OnSiteContact
{
    /// <summary>Number of the customer's contact it was copied from; none: given for this amendment.</summary>
    public int? ContactNumber { get; init; }

    /// <summary>First name and name.</summary>
    public required string Name { get; init; }

    /// <summary>Telephone, E.164.</summary>
    public required string Telephone { get; init; }

    /// <summary>E-mail address; empty: none.</summary>
    public string Email { get; init; } = "";

    /// <summary>Hours at which the premises can be entered; empty: not said.</summary>
    public string AccessHours { get; init; } = "";

    /// <summary>Role at the customer, in words; empty: not said.</summary>
    public string Role { get; init; } = "";
}

/// <summary>All that may be wanted of an amendment.</summary>
internal sealed record WantedChange
{
    /// <summary>Of lines and contacts.</summary>
    public AmendmentWishes Wishes { get; init; } = AmendmentWishes.None;

    /// <summary>The effective date asked for; none: the pricing date.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Number of the installation site.</summary>
    public required int InstallationSiteNumber { get; init; }

    /// <summary>Number of the billing site.</summary>
    public required int BillingSiteNumber { get; init; }

    /// <summary>Comment; empty: none.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Nothing is wanted of an offer.</summary>
    public static WantedChange NoneOf(ContractedOffer offer) => new()
    {
        InstallationSiteNumber = offer.InstallationSiteNumber,
        BillingSiteNumber = offer.BillingSiteNumber,
    };
}
