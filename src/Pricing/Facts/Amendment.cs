namespace MyOpenIP.Pricing.Facts;

/// <summary>What holds for the whole amendment. A session has one.</summary>
/// <param name="Request">The request as given.</param>
internal sealed record Amendment(PricingRequest Request)
{
    public DateOnly EffectiveDate { get; } = Request.EffectiveDate;

    public DateOnly PricingDate => Request.PricingDate;

    /// <summary>The first day that the contract after says anything of: what was before is in the versions before.</summary>
    public DateOnly FirstDayKept { get; } = Request.EffectiveDate < Request.PricingDate ? Request.EffectiveDate : Request.PricingDate;

    public Contract Contract => Request.Contract;

    public ContractPolicies Policies => Request.Contract.Policies;

    /// <summary>First day after the offer's commitment as it is before the amendment; none: not committed.</summary>
    public DateOnly? OfferCommittedUntil { get; } = Request.Contract.Commitment?.End;

    // There is one; comparing whole requests would cost more than the price.
    public bool Equals(Amendment? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
