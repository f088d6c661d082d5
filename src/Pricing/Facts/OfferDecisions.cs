namespace MyOpenIP.Pricing.Facts;

/// <summary>The day on which the lines that add, or those that reduce, take effect.</summary>
/// <param name="Adds">Whether it is that of the lines that add.</param>
/// <param name="Day">The day.</param>
/// <param name="Period">The billing period that holds it.</param>
/// <param name="IsOnInvoice">Whether the ordinary invoice of that day carries the change: a boundary after the pricing date.</param>
/// <param name="IsEstimate">Whether delivery sets the day again.</param>
/// <param name="Reason">Why that day.</param>
internal sealed record TakesEffect(bool Adds, DateOnly Day, BillingPeriod Period, bool IsOnInvoice, bool IsEstimate, Reason Reason)
{
    public bool Equals(TakesEffect? other) => other is not null && Adds == other.Adds;

    public override int GetHashCode() => Adds ? 1 : 0;
}

/// <summary>The commitment after the amendment.</summary>
/// <param name="After">The offer's; none: not committed.</param>
/// <param name="AddedUntil">First day on which the added units are free of their own commitment; none: only the offer's counts.</param>
/// <param name="ExtendedUntil">First day after the commitment where it is then longer than the offer's was; none: it is not.</param>
/// <param name="RestartsTolerance">Whether the tolerance used begins again.</param>
/// <param name="Reason">Why.</param>
internal sealed record OfferCommitment(
    Commitment? After, DateOnly? AddedUntil, DateOnly? ExtendedUntil, bool RestartsTolerance, Reason Reason)
{
    // There is one.
    public bool Equals(OfferCommitment? other) => other is not null;

    public override int GetHashCode() => 0;
}

/// <summary>What of the committed units may go free, all at list price per month.</summary>
/// <param name="Reduced">R: the units committed on the effective date that go.</param>
/// <param name="Allowance">A: what may go free, exact; none: the contract has no tolerance.</param>
internal sealed record Tolerance(decimal Reduced, decimal? Allowance)
{
    /// <summary>Whether the reductions stay within it; 0 does too.</summary>
    public bool Covers => Reduced <= Allowance;

    /// <summary>What these reductions use of it: min(R, A), as it is kept with the offer, with four decimals as a unit price has.</summary>
    public decimal Used => Allowance is { } allowance ? Rounding.ToFourDecimals(Math.Min(Reduced, allowance)) : 0m;

    /// <summary>A as it is shown.</summary>
    public decimal ShownAllowance => Rounding.ToFourDecimals(Allowance ?? 0m);
}

/// <summary>The VAT rate of the customer on the effective date.</summary>
internal sealed record CustomerVat(VatRate Rate, Reason Reason);

/// <summary>The sums of the rounded charges of one kind at one rate.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Vat">The rate; none: the customer's.</param>
/// <param name="Before">The sum before the amendment.</param>
/// <param name="Net">The sum with it.</param>
internal readonly record struct NetOfKind(ChargeKind Kind, VatRate? Vat, decimal Before, decimal Net);

/// <summary>The sums of the rounded charges, by kind and rate, as the totals show them.</summary>
internal sealed record NetAmounts(IReadOnlyList<NetOfKind> Kinds)
{
    /// <summary>What the lines cost per month before the amendment.</summary>
    public decimal RecurringBefore
    {
        get
        {
            var sum = 0m;
            for (var i = 0; i < Kinds.Count; i++)
                if (Kinds[i].Kind == ChargeKind.Recurring)
                    sum += Kinds[i].Before;
            return sum;
        }
    }
}

/// <summary>The three tables of the recap.</summary>
internal sealed record RecapTables(
    IReadOnlyList<VatRate> Rates, TotalsTable Initial, TotalsTable Change, TotalsTable Whole, IReadOnlyList<Reason> Reasons);

/// <summary>The monthly amount of the offer over time.</summary>
internal sealed record OfferTimeline(IReadOnlyList<TimelineEntry> Entries);

/// <summary>A product that another needs, or does not bear, in the final basket.</summary>
/// <param name="ProductCode">The product that declares it.</param>
/// <param name="OtherCode">The other product.</param>
/// <param name="Requires">Whether it needs it; otherwise it excludes it.</param>
/// <param name="Final">Final quantity of the product.</param>
/// <param name="OtherFinal">Final quantity of the other.</param>
/// <param name="IsTouched">Whether the amendment changes one of the two.</param>
internal sealed record Dependency(
    string ProductCode, string OtherCode, bool Requires, int Final, int OtherFinal, bool IsTouched);
