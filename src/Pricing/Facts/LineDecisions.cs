namespace MyOpenIP.Pricing.Facts;

// One per line and kind: the number of the line is all there is to compare.

/// <summary>The tariff that is valid on the effective date.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Tariff">The tariff.</param>
/// <param name="NextUnitPrice">List price per unit and month of the first unit that the amendment adds, or would add.</param>
internal sealed record LineTariff(int Line, Tariff Tariff, decimal NextUnitPrice) : LineFact(Line)
{
    public bool Equals(LineTariff? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>What the discounts of all sources come to on a line.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="SetupPercent">On the setup fee of the added units.</param>
/// <param name="Added">On the recurring charge of the added units, by date.</param>
/// <param name="Kept">On the recurring charge of the kept units, by date: the discounts that reach the whole line.</param>
/// <param name="Reasons">Why.</param>
internal sealed record CombinedDiscount(
    int Line,
    decimal SetupPercent,
    IReadOnlyList<DiscountStep> Added,
    IReadOnlyList<DiscountStep> Kept,
    IReadOnlyList<Reason> Reasons) : LineFact(Line)
{
    public bool Equals(CombinedDiscount? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>The units of a changed line after the amendment.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="After">Kept lots, new lots, and those that leave until their day.</param>
/// <param name="Priced">The lots that this amendment priced: new, at another price or with another discount.</param>
/// <param name="Taken">The units that a reduction takes, as they were contracted.</param>
/// <param name="Reason">Why these units at these prices.</param>
internal sealed record LineLots(
    int Line,
    IReadOnlyList<Lot> After,
    IReadOnlyList<Lot> Priced,
    IReadOnlyList<Lot> Taken,
    Reason Reason) : LineFact(Line)
{
    public bool Equals(LineLots? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>The setup fee of a line.</summary>
internal sealed record LineSetup(int Line, decimal Amount, Reason Reason) : LineFact(Line)
{
    public bool Equals(LineSetup? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>The monthly amounts of a line on the day on which it takes effect.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Before">Before the amendment.</param>
/// <param name="After">After it.</param>
/// <param name="BeforeReason">Why it was that.</param>
/// <param name="AfterReason">Why it is that; none: it does not change.</param>
internal sealed record LineMonthly(int Line, decimal Before, decimal After, Reason BeforeReason, Reason? AfterReason) : LineFact(Line)
{
    public bool Equals(LineMonthly? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>What is due, or credited, of the period that a line's change cuts.</summary>
internal sealed record LineFirstPeriod(int Line, FirstPeriod FirstPeriod, Reason Reason) : LineFact(Line)
{
    public bool Equals(LineFirstPeriod? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>The early-reduction fee of a line.</summary>
internal sealed record LineFee(int Line, decimal Amount, Reason Reason) : LineFact(Line)
{
    public bool Equals(LineFee? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>The remaining contract value of a line, counted from the effective date.</summary>
internal sealed record LineRemainingValue(int Line, decimal Before, decimal After, Reason BeforeReason, Reason AfterReason) : LineFact(Line)
{
    public bool Equals(LineRemainingValue? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}

/// <summary>How the monthly amount of a line moves over time, against its amount before the amendment.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Moves">The difference that each day brings, the effective date first.</param>
internal sealed record LineMoves(int Line, IReadOnlyList<(DateOnly On, decimal By)> Moves) : LineFact(Line)
{
    public bool Equals(LineMoves? other) => base.Equals(other);

    public override int GetHashCode() => Line;
}
