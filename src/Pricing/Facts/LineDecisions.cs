namespace MyOpenIP.Pricing.Facts;

/// <summary>The tariff that is valid on the effective date.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="tariff">The tariff.</param>
/// <param name="nextUnitPrice">List price per unit and month of the first unit that the amendment adds, or would add.</param>
/// <param name="adds">Whether it prices units that the amendment adds.</param>
internal sealed class LineTariff(int line, Tariff tariff, decimal nextUnitPrice, bool adds) : LineFact(line)
{
    public Tariff Tariff { get; } = tariff;

    public decimal NextUnitPrice { get; } = nextUnitPrice;

    public bool Adds { get; } = adds;
}

/// <summary>What the discounts of all sources come to on a line.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="setupPercent">On the setup fee of the added units.</param>
/// <param name="added">On the recurring charge of the added units, by date.</param>
/// <param name="kept">On the recurring charge of the kept units, by date: the discounts that reach the whole line.</param>
/// <param name="reasons">Why.</param>
internal sealed class CombinedDiscount(
    int line, decimal setupPercent, IReadOnlyList<DiscountStep> added, IReadOnlyList<DiscountStep> kept, IReadOnlyList<Reason> reasons) : LineFact(line)
{
    public decimal SetupPercent { get; } = setupPercent;

    public IReadOnlyList<DiscountStep> Added { get; } = added;

    public IReadOnlyList<DiscountStep> Kept { get; } = kept;

    public IReadOnlyList<Reason> Reasons { get; } = reasons;
}

/// <summary>The units of a changed line after the amendment.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="after">Kept lots, new lots, and those that leave until their day.</param>
/// <param name="priced">The lots that this amendment priced: new, at another price or with another discount.</param>
/// <param name="taken">The units that a reduction takes, as they were contracted.</param>
/// <param name="former">What the line then costs before the lots say it; none: they always do.</param>
/// <param name="reason">Why these units at these prices.</param>
internal sealed class LineLots(
    int line, IReadOnlyList<Lot> after, IReadOnlyList<Lot> priced, IReadOnlyList<Lot> taken, FormerMonthly? former, Reason reason) : LineFact(line)
{
    public IReadOnlyList<Lot> After { get; } = after;

    public IReadOnlyList<Lot> Priced { get; } = priced;

    public IReadOnlyList<Lot> Taken { get; } = taken;

    public FormerMonthly? Former { get; } = former;

    public Reason Reason { get; } = reason;
}

/// <summary>Something that a line is charged; of one kind of charge there is one for each line. Every total reads these.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="kind">What it is charged for.</param>
/// <param name="before">Net before the amendment; 0 of what only the amendment brings.</param>
/// <param name="net">Net with the amendment, rounded.</param>
/// <param name="reason">Why it is that; none: it is what it was.</param>
internal class LineCharge(int line, ChargeKind kind, decimal before, decimal net, Reason? reason) : LineFact(line)
{
    public ChargeKind Kind { get; } = kind;

    public decimal Before { get; } = before;

    public decimal Net { get; } = net;

    public Reason? Reason { get; } = reason;

    /// <summary>The VAT rate at which it is taxed; none: the customer's.</summary>
    public VatRate? Vat { get; init; }

    protected override bool IsOfSameKind(LineFact other) => Kind == ((LineCharge)other).Kind;
}

/// <summary>The recurring charge of a line: its monthly amounts on the day on which it takes effect.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="before">Before the amendment.</param>
/// <param name="after">After it.</param>
/// <param name="beforeReason">Why it was that.</param>
/// <param name="afterReason">Why it is that; none: it does not change.</param>
internal sealed class LineMonthly(int line, decimal before, decimal after, Reason beforeReason, Reason? afterReason)
    : LineCharge(line, ChargeKind.Recurring, before, after, afterReason)
{
    public Reason BeforeReason { get; } = beforeReason;
}

/// <summary>What is due, or credited, of the period that a line's change cuts.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="firstPeriod">The period, its share and the amount.</param>
/// <param name="reason">Why it is that.</param>
internal sealed class LineFirstPeriod(int line, FirstPeriod firstPeriod, Reason reason)
    : LineCharge(line, ChargeKind.FirstPeriod, 0m, firstPeriod.Amount, reason)
{
    public FirstPeriod FirstPeriod { get; } = firstPeriod;
}

/// <summary>The remaining contract value of a line, counted from the effective date.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="before">Before the amendment.</param>
/// <param name="after">After it.</param>
/// <param name="beforeReason">Why it was that.</param>
/// <param name="afterReason">Why it is that.</param>
internal sealed class LineRemainingValue(int line, decimal before, decimal after, Reason beforeReason, Reason afterReason) : LineFact(line)
{
    public decimal Before { get; } = before;

    public decimal After { get; } = after;

    public Reason BeforeReason { get; } = beforeReason;

    public Reason AfterReason { get; } = afterReason;
}

/// <summary>How the monthly amount of a line moves over time, against its amount before the amendment.</summary>
/// <param name="line">Number of the line.</param>
/// <param name="moves">The difference that each day brings, the effective date first.</param>
internal sealed class LineMoves(int line, IReadOnlyList<(DateOnly On, decimal By)> moves) : LineFact(line)
{
    public IReadOnlyList<(DateOnly On, decimal By)> Moves { get; } = moves;
}
