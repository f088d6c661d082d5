using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing;

/// <summary>A contracted offer: what the customer has, on what terms, before the amendment (or after it).</summary>
public sealed record Contract
{
    /// <summary>Reference, such as OC138637.</summary>
    public required string Reference { get; init; }

    /// <summary>Its state; only a delivered offer can be amended.</summary>
    public required ContractState State { get; init; }

    /// <summary>ISO 4217 code of its amounts.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>The day of its delivery; none before.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>When and how often it is billed.</summary>
    public required BillingSchedule Billing { get; init; }

    /// <summary>The commitment of the whole offer; none: null.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>
    /// Recurring charge per month at list price, HT, that earlier reductions already took within the tolerance
    /// since the commitment began (U in the early-reduction fee).
    /// </summary>
    public decimal ToleranceUsed { get; init; }

    /// <summary>The policies agreed with the contract; a new catalogue does not change them.</summary>
    public required ContractPolicies Policies { get; init; }

    /// <summary>Its lines, one per product held.</summary>
    public IReadOnlyList<ContractLine> Lines { get; init; } = [];

    /// <summary>What it costs per month on a day, net (HT), two decimals: the sum of its lines (<see cref="ContractLine.MonthlyOn"/>).</summary>
    /// <param name="day">Any day from which it holds.</param>
    public decimal MonthlyOn(DateOnly day)
    {
        var sum = 0m;
        foreach (var line in Lines)
            sum += line.MonthlyOn(day);
        return sum;
    }
}

/// <summary>The states of a contracted offer.</summary>
public enum ContractState
{
    /// <summary>Ordered, not yet delivered.</summary>
    Ordered,

    /// <summary>In service (Livrée).</summary>
    Delivered,

    /// <summary>Service suspended.</summary>
    Suspended,

    /// <summary>Ended.</summary>
    Terminated,
}

/// <summary>One product of a contracted offer.</summary>
/// <param name="ProductCode">The product's code.</param>
/// <param name="Lots">Its contracted units, by the price at which they were contracted.</param>
public sealed record ContractLine(string ProductCode, IReadOnlyList<Lot> Lots)
{
    /// <summary>
    /// What the line costs before the day on which an addition takes effect that was ordered in advance; from that day on its
    /// lots say it. None: they say it for every day.
    /// </summary>
    public FormerMonthly? Former { get; init; }

    /// <summary>Units held, those already ordered to leave not counted.</summary>
    public int Quantity => Lots.Sum(l => l.LeavingOn is null ? l.Quantity : 0);

    /// <summary>What it costs per month on a day, net (HT), two decimals: units that leave count until their day.</summary>
    /// <param name="day">Any day from which the contract holds.</param>
    public decimal MonthlyOn(DateOnly day) => LotAmounts.MonthlyOn(Lots, Former, day);
}

/// <summary>What a line costs per month before a day.</summary>
/// <param name="Until">First day on which the lots of the line say it instead.</param>
/// <param name="Timeline">Net amount per month from each date on which it moves, by ascending date, one entry at least; before the first it is the first.</param>
public sealed record FormerMonthly(DateOnly Until, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>Units of one product contracted together at one price.</summary>
public sealed record Lot
{
    /// <summary>Position within its line, from 1; a later lot has a higher number.</summary>
    public required int Number { get; init; }

    /// <summary>Units, 1 or more.</summary>
    public required int Quantity { get; init; }

    /// <summary>List price per unit and month, HT, four decimals at most.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Discounts over time, in order of their end; empty: none.</summary>
    public IReadOnlyList<DiscountStep> Discounts { get; init; } = [];

    /// <summary>First day of these units at this price.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>First day on which these units are free of their own commitment; none: only the offer's counts.</summary>
    public DateOnly? CommittedUntil { get; init; }

    /// <summary>First day without these units, when a reduction already took them; none: they stay.</summary>
    public DateOnly? LeavingOn { get; init; }
}

/// <summary>A discount of a lot until a day.</summary>
/// <param name="Percent">Combined recurring discount, 0 to 100, four decimals at most.</param>
/// <param name="Until">First day on which it no longer holds; none: it lasts.</param>
public sealed record DiscountStep(decimal Percent, DateOnly? Until);

/// <summary>The commitment (engagement) of an offer.</summary>
/// <param name="TermMonths">Its term in months, 1 or more.</param>
/// <param name="Start">Its first day.</param>
/// <param name="LastDay">Its last day, inclusive.</param>
public sealed record Commitment(int TermMonths, DateOnly Start, DateOnly LastDay)
{
    /// <summary>A commitment of <paramref name="termMonths"/> months from <paramref name="start"/>.</summary>
    public static Commitment Of(int termMonths, DateOnly start) =>
        new(termMonths, start, start.AddMonths(termMonths).AddDays(-1));

    /// <summary>First day after the commitment.</summary>
    public DateOnly End => LastDay.AddDays(1);
}

/// <summary>When an offer is billed: in advance, on the billing day, per period counted from the anchor month.</summary>
/// <param name="Day">Billing day, 1 to 31; a shorter month bills on its last day and the next returns to the day.</param>
/// <param name="PeriodMonths">Length of a period: 1, 3 or 12 months.</param>
/// <param name="AnchorMonth">A month, 1 to 12, in which a period starts.</param>
public sealed record BillingSchedule(int Day, int PeriodMonths = 1, int AnchorMonth = 1);
