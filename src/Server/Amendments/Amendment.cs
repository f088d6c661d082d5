using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>A change of the quantities of a contracted offer, from draft to delivery. Aggregate of its quotes and history.</summary>
internal sealed class Amendment : IStateful<AmendmentState>
{
    private AmendmentState state;

    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Number: DEV and 9 digits, such as DEV000050763; unique over all resellers.</summary>
    public required string Number { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>The contracted offer it changes. One open amendment per offer: a unique index holds it.</summary>
    public required string OfferReference { get; set; }

    /// <summary>Version of the contracted offer that it starts from.</summary>
    public required int OfferVersion { get; set; }

    /// <summary>Where it stands. <see cref="Transition"/> alone moves it.</summary>
    public required AmendmentState State
    {
        get => state;
        init => state = value;
    }

    AmendmentState IStateful<AmendmentState>.State
    {
        get => state;
        set => state = value;
    }

    string IStateful<AmendmentState>.Name => ResourceNames.Amendment(CustomerId, Number);

    /// <summary>The effective date asked for; none: the pricing date.</summary>
    public DateOnly? RequestedEffectiveDate { get; set; }

    /// <summary>Number of the installation site.</summary>
    public required int InstallationSiteNumber { get; set; }

    /// <summary>Number of the billing site.</summary>
    public required int BillingSiteNumber { get; set; }

    /// <summary>Comment; empty: none.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Revision of the latest quote; 0: none yet.</summary>
    public int LatestRevision { get; set; }

    /// <summary>Revision of the quote that it rests on, or rested on when it ended; 0: none.</summary>
    public int QuotedRevision { get; set; }

    /// <summary>Identifier of the caller who created it.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it expires if nothing happens; none: it no longer can.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The quantities wanted.</summary>
    public List<AmendmentQuantity> Quantities { get; } = [];

    /// <summary>The manual discounts asked for.</summary>
    public List<AmendmentDiscount> Discounts { get; } = [];

    /// <summary>The discounts granted beyond the asker's ceiling.</summary>
    public List<AmendmentGrant> Grants { get; } = [];

    /// <summary>The on-site contacts.</summary>
    public List<AmendmentContact> Contacts { get; } = [];
}

/// <summary>States of an amendment.</summary>
internal enum AmendmentState
{
    /// <summary>Being prepared.</summary>
    Draft,

    /// <summary>A quote is issued and binds until it expires.</summary>
    Quoted,

    /// <summary>The customer was asked to sign.</summary>
    AwaitingSignature,

    /// <summary>Signed or validated; the order exists.</summary>
    Accepted,

    /// <summary>Delivered. Ended.</summary>
    Completed,

    /// <summary>Refused by the customer. Ended.</summary>
    Declined,

    /// <summary>Cancelled. Ended.</summary>
    Cancelled,

    /// <summary>Not accepted in time. Ended.</summary>
    Expired,
}

/// <summary>The final quantity wanted of a product.</summary>
internal sealed class AmendmentQuantity
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>Units after the amendment, 0 or more.</summary>
    public required int FinalQuantity { get; set; }
}

/// <summary>A manual discount asked for on a line (remise FMS, remise abo.).</summary>
internal sealed class AmendmentDiscount
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>Setup discount, in percent.</summary>
    public required decimal SetupPercent { get; set; }

    /// <summary>Recurring discount, in percent.</summary>
    public required decimal RecurringPercent { get; set; }

    /// <summary>Which units it reaches.</summary>
    public required DiscountScope Scope { get; set; }

    /// <summary>Identifier of who last set it: a request of one's own is not one's to grant.</summary>
    public required string AskedBy { get; set; }

    /// <summary>Role of who last set it: its ceiling is judged.</summary>
    public required AskerRole AskedByRole { get; set; }

    /// <summary>When it was last set.</summary>
    public required DateTimeOffset AskedAt { get; set; }
}

/// <summary>An operator's grant of a discount; it holds for exactly these figures.</summary>
internal sealed class AmendmentGrant
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; set; }

    /// <summary>The final quantity for which it was granted.</summary>
    public required int FinalQuantity { get; set; }

    /// <summary>The setup percentage granted.</summary>
    public required decimal SetupPercent { get; set; }

    /// <summary>The recurring percentage granted.</summary>
    public required decimal RecurringPercent { get; set; }

    /// <summary>Identifier of the operator.</summary>
    public required string GrantedBy { get; set; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset GrantedAt { get; set; }
}

/// <summary>An on-site contact of an amendment: a copy, so that a later change of the customer's contacts changes no quote.</summary>
internal sealed class AmendmentContact
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Position, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Number of the customer's contact it was copied from; none: given for this amendment.</summary>
    public int? ContactNumber { get; set; }

    /// <summary>First name and name.</summary>
    public required string Name { get; set; }

    /// <summary>Telephone, E.164.</summary>
    public required string Telephone { get; set; }

    /// <summary>E-mail address; empty: none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Hours at which the premises can be entered; empty: not said.</summary>
    public string AccessHours { get; set; } = "";

    /// <summary>Role at the customer, in words; empty: not said.</summary>
    public string Role { get; set; } = "";
}
