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

    /// <summary>Number of the attachment that was added last; 0: there never was one.</summary>
    public int LastAttachment { get; set; }

    /// <summary>Identifier of the caller who created it.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it expires if nothing happens; none: it no longer can.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <inheritdoc/>
    public int RowVersion { get; set; }

    /// <summary>What it wants of lines and contacts: one document, replaced and never changed.</summary>
    public AmendmentWishes Wishes { get; set; } = AmendmentWishes.None;

    /// <summary>All that it wants.</summary>
    public WantedChange Wanted
    {
        get => new()
        {
            Wishes = Wishes,
            EffectiveDate = RequestedEffectiveDate,
            InstallationSiteNumber = InstallationSiteNumber,
            BillingSiteNumber = BillingSiteNumber,
            Comment = Comment,
        };
        set => (Wishes, RequestedEffectiveDate, InstallationSiteNumber, BillingSiteNumber, Comment) =
            (value.Wishes, value.EffectiveDate, value.InstallationSiteNumber, value.BillingSiteNumber, value.Comment);
    }
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
