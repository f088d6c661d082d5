namespace MyOpenIP.Pricing;

/// <summary>The policies kept with a contracted offer. No law fixes them: they are terms of the contract, so they are data.</summary>
public sealed record ContractPolicies
{
    /// <summary>From when added units count.</summary>
    public EffectiveOn EffectiveOn { get; init; } = EffectiveOn.DeliveryDate;

    /// <summary>How many days before the pricing date the effective date may lie, 0 or more.</summary>
    public int BackDatingDays { get; init; }

    /// <summary>How many months after the pricing date the effective date may lie, 0 or more.</summary>
    public int HorizonMonths { get; init; } = 12;

    /// <summary>At what price the kept units of a growing line go on.</summary>
    public Repricing Repricing { get; init; } = Repricing.KeepContracted;

    /// <summary>How a part of a billing period is counted.</summary>
    public ProrationConvention Proration { get; init; } = ProrationConvention.ActualOverPeriod;

    /// <summary>What a reduction gives back of the period begun.</summary>
    public ReductionCredit ReductionCredit { get; init; } = ReductionCredit.EndOfPeriod;

    /// <summary>How an addition changes the commitment.</summary>
    public AdditionCommitment AdditionCommitment { get; init; } = AdditionCommitment.CoTerm;

    /// <summary>Term in months of units added under <see cref="AdditionCommitment.OwnTerm"/>; none: the addition is co-term.</summary>
    public int? OwnTermMonths { get; init; }

    /// <summary>What a reduction of committed units costs.</summary>
    public CommittedReduction CommittedReduction { get; init; } = CommittedReduction.Fee;

    /// <summary>Share of the remaining contract value that an early reduction owes, in percent, 0 to 100.</summary>
    public decimal FeeRatePercent { get; init; } = 100m;

    /// <summary>Whether the month begun counts whole in the early-reduction fee and the remaining contract value.</summary>
    public bool StartedMonthIsDue { get; init; } = true;

    /// <summary>Share of the committed units, at list price, that may go free, in percent, 0 to 100.</summary>
    public decimal TolerancePercent { get; init; }

    /// <summary>How discounts of several sources combine.</summary>
    public DiscountCombination DiscountCombination { get; init; } = DiscountCombination.BestOf;
}

/// <summary>From when added units count.</summary>
public enum EffectiveOn
{
    /// <summary>From the later of the delivery and the effective date; the first period is an estimate until then.</summary>
    DeliveryDate,

    /// <summary>From the effective date, whatever the day of delivery.</summary>
    RequestedDate,
}

/// <summary>At what price the kept units of a growing line go on.</summary>
public enum Repricing
{
    /// <summary>Kept units keep their contracted price and discount.</summary>
    KeepContracted,

    /// <summary>Every unit of a line that grows takes today's tariff.</summary>
    CurrentTariff,
}

/// <summary>How the share of a billing period that remains is counted.</summary>
public enum ProrationConvention
{
    /// <summary>Days left over days of the period.</summary>
    ActualOverPeriod,

    /// <summary>Whole months, then days left over days of the month.</summary>
    MonthsThenActualDays,

    /// <summary>Whole months, then days left over 30.</summary>
    MonthsThenThirtieths,

    /// <summary>Every month has 30 days.</summary>
    Thirty360,

    /// <summary>The month begun is due in full.</summary>
    FullFirstMonth,

    /// <summary>Nothing before the next month.</summary>
    NextMonth,
}

/// <summary>What a reduction gives back of the period begun.</summary>
public enum ReductionCredit
{
    /// <summary>Nothing: the reduction takes effect at the end of the period.</summary>
    EndOfPeriod,

    /// <summary>The share of the period that remains.</summary>
    ProratedCredit,

    /// <summary>Nothing, though the reduction takes effect at once.</summary>
    NoCredit,
}

/// <summary>How an addition changes the commitment.</summary>
public enum AdditionCommitment
{
    /// <summary>The added units end with the offer.</summary>
    CoTerm,

    /// <summary>The whole offer starts its term again; needs an express consent.</summary>
    Restart,

    /// <summary>The added units have a term of their own; needs an express consent where it is longer.</summary>
    OwnTerm,
}

/// <summary>What a reduction of committed units costs.</summary>
public enum CommittedReduction
{
    /// <summary>A part of the remaining contract value.</summary>
    Fee,

    /// <summary>Nothing.</summary>
    Free,

    /// <summary>It is refused beyond the tolerance.</summary>
    Forbidden,
}

/// <summary>How discounts of several sources combine.</summary>
public enum DiscountCombination
{
    /// <summary>The highest counts alone.</summary>
    BestOf,

    /// <summary>Each applies to what the others left.</summary>
    Stacked,
}
