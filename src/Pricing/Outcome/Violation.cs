namespace MyOpenIP.Pricing;

/// <summary>Something that stands against an amendment: data, never an exception.</summary>
/// <param name="Code">What it is.</param>
/// <param name="ProductCode">The product concerned; none: the whole amendment.</param>
/// <param name="Data">What was asked, what is allowed, from when.</param>
public sealed record Violation(ViolationCode Code, string? ProductCode, IReadOnlyList<Operand> Data)
{
    /// <summary>What is refused while it stands.</summary>
    public Blocks Blocks => Code is ViolationCode.DocumentsNotAccepted or ViolationCode.ConsentRequired
        ? Blocks.Acceptance
        : Blocks.Quote;
}

/// <summary>What a violation refuses while it stands.</summary>
public enum Blocks
{
    /// <summary>The quote and all after it.</summary>
    Quote,

    /// <summary>Only the acceptance: validation and signature.</summary>
    Acceptance,
}

/// <summary>The violations, in order of precedence.</summary>
public enum ViolationCode
{
    /// <summary>The contracted offer's state is not Delivered.</summary>
    OfferNotDelivered,

    /// <summary>Another amendment of the offer has not ended.</summary>
    OpenAmendmentExists,

    /// <summary>The effective date is too early or too late.</summary>
    EffectiveDateInvalid,

    /// <summary>A product that the offer does not have: that would be a new subscription.</summary>
    ProductNotInOffer,

    /// <summary>An addition of a product without a tariff on the effective date.</summary>
    ProductRetired,

    /// <summary>An addition of a copper product at a site where copper is closed to sale.</summary>
    CopperClosed,

    /// <summary>The product is not reducible.</summary>
    ReductionNotAllowed,

    /// <summary>Final quantity outside minimum to maximum, or 0 of a mandatory product.</summary>
    QuantityOutOfRange,

    /// <summary>Final quantity not a multiple of the step.</summary>
    QuantityStep,

    /// <summary>The final basket lacks a product that another requires.</summary>
    ProductRequires,

    /// <summary>The final basket holds two products that exclude each other.</summary>
    ProductExcludes,

    /// <summary>Every final quantity is 0: that is a termination, another process.</summary>
    WouldTerminateOffer,

    /// <summary>Committed units cannot be reduced beyond the tolerance.</summary>
    CommitmentForbidsReduction,

    /// <summary>A protected customer would be committed for more than 24 months (C. conso. L224-28 I).</summary>
    CommitmentTooLong,

    /// <summary>A manual discount above the asker's ceiling, not granted.</summary>
    DiscountExceedsAuthority,

    /// <summary>The lasting net unit price is below the product's floor.</summary>
    PriceBelowFloor,

    /// <summary>A manual discount that reaches no unit.</summary>
    DiscountWithoutChange,

    /// <summary>No quantity differs.</summary>
    NoChange,

    /// <summary>The offer needs the complement of the installation address.</summary>
    SiteComplementRequired,

    /// <summary>No on-site contact is given.</summary>
    OnSiteContactRequired,

    /// <summary>The documents of the quote are not accepted yet.</summary>
    DocumentsNotAccepted,

    /// <summary>The longer commitment is not consented to yet.</summary>
    ConsentRequired,
}
