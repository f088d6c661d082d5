namespace MyOpenIP.Pricing;

/// <summary>
/// Everything that the price of an amendment is made from. Two equal requests give the same
/// <see cref="PricedAmendment"/> to the byte, on any machine, for ever.
/// </summary>
public sealed record PricingRequest
{
    /// <summary>The day on which the amendment is priced: today in Europe/Paris for a draft, frozen by a quote.</summary>
    public required DateOnly PricingDate { get; init; }

    /// <summary>The effective date asked for; none: the pricing date.</summary>
    public DateOnly? RequestedEffectiveDate { get; init; }

    /// <summary>The effective date: the one asked for, else the pricing date.</summary>
    public DateOnly EffectiveDate => RequestedEffectiveDate ?? PricingDate;

    /// <summary>
    /// The day of delivery, when the price is computed again at delivery; none before. Under
    /// <see cref="EffectiveOn.DeliveryDate"/> the lines that add take effect on the later of it and the effective date.
    /// </summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>Who asks: decides the authority over manual discounts.</summary>
    public required AskerRole AskedBy { get; init; }

    /// <summary>What the customer has today.</summary>
    public required Contract Contract { get; init; }

    /// <summary>The offer of the catalogue as it stands on the pricing date.</summary>
    public required CatalogueOffer Catalogue { get; init; }

    /// <summary>The final quantities wanted, one entry per product at most; a product left out keeps its quantity.</summary>
    public IReadOnlyList<WantedQuantity> Wanted { get; init; } = [];

    /// <summary>The manual discounts asked for on this amendment (remise FMS, remise abo.), one entry per product at most.</summary>
    public IReadOnlyList<ManualDiscount> ManualDiscounts { get; init; } = [];

    /// <summary>The discounts that an operator granted beyond the asker's ceiling.</summary>
    public IReadOnlyList<DiscountGrant> Grants { get; init; } = [];

    /// <summary>How much each role may give away by itself.</summary>
    public required DiscountAuthority Authority { get; init; }

    /// <summary>What decides the customer's VAT and legal protection.</summary>
    public required CustomerSituation Customer { get; init; }

    /// <summary>The dated VAT table.</summary>
    public required TaxTable Taxes { get; init; }

    /// <summary>The dated values that the law fixes.</summary>
    public required LegalTable Law { get; init; }

    /// <summary>What is known of the installation site and its contacts.</summary>
    public required SiteSituation Site { get; init; }

    /// <summary>Number of another amendment of the contracted offer that has not ended; none: null.</summary>
    public string? OpenAmendment { get; init; }

    /// <summary>What the customer has already accepted.</summary>
    public Acceptance Acceptance { get; init; } = new(DocumentsAccepted: false, ExtensionConsented: false);
}

/// <summary>The role that asks for a price.</summary>
public enum AskerRole
{
    /// <summary>A reseller, for one of its customers.</summary>
    Reseller,

    /// <summary>The operator.</summary>
    Operator,
}

/// <summary>The quantity wanted of a product after the amendment.</summary>
/// <param name="ProductCode">The product's code in the catalogue.</param>
/// <param name="FinalQuantity">Units after the amendment, 0 or more.</param>
public sealed record WantedQuantity(string ProductCode, int FinalQuantity);

/// <summary>A manual discount asked for on one line.</summary>
/// <param name="ProductCode">The product's code.</param>
/// <param name="SetupPercent">Remise FMS: 0 to 100, four decimals at most.</param>
/// <param name="RecurringPercent">Remise abo.: 0 to 100, four decimals at most.</param>
/// <param name="AskedBy">The role that last set it: its ceiling is the one judged.</param>
/// <param name="Scope">Which units it reaches.</param>
public sealed record ManualDiscount(
    string ProductCode,
    decimal SetupPercent,
    decimal RecurringPercent,
    AskerRole AskedBy,
    DiscountScope Scope = DiscountScope.AddedUnits);

/// <summary>An operator's grant of a manual discount above the asker's ceiling; it holds for exactly these figures.</summary>
/// <param name="ProductCode">The product's code.</param>
/// <param name="FinalQuantity">The final quantity for which it was granted.</param>
/// <param name="SetupPercent">The setup percentage granted.</param>
/// <param name="RecurringPercent">The recurring percentage granted.</param>
/// <param name="GrantedBy">Identifier of the operator who granted it.</param>
public sealed record DiscountGrant(
    string ProductCode, int FinalQuantity, decimal SetupPercent, decimal RecurringPercent, string GrantedBy);

/// <summary>Ceilings of manual discounts, in percent, 0 to 100.</summary>
/// <param name="ResellerSetup">Highest setup discount that a reseller may give.</param>
/// <param name="ResellerRecurring">Highest recurring discount that a reseller may give.</param>
/// <param name="OperatorSetup">Highest setup discount that an operator may give.</param>
/// <param name="OperatorRecurring">Highest recurring discount that an operator may give.</param>
public sealed record DiscountAuthority(
    decimal ResellerSetup, decimal ResellerRecurring, decimal OperatorSetup, decimal OperatorRecurring);

/// <summary>What the installation site and its contacts bring to the decision.</summary>
/// <param name="HasComplement">Whether the address complement is given.</param>
/// <param name="OnSiteContacts">Number of on-site contacts on the amendment.</param>
/// <param name="CopperClosedSince">First day on which no copper line is sold at this site; none: open.</param>
public sealed record SiteSituation(bool HasComplement, int OnSiteContacts, DateOnly? CopperClosedSince = null);

/// <summary>What the customer has accepted so far.</summary>
/// <param name="DocumentsAccepted">Whether the contractual documents of the quote are accepted (C. civ. 1119).</param>
/// <param name="ExtensionConsented">Whether a longer commitment is expressly consented to (C. conso. L224-42-2 III).</param>
public sealed record Acceptance(bool DocumentsAccepted, bool ExtensionConsented);
