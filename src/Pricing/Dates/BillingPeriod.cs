namespace MyOpenIP.Pricing;

/// <summary>A billing period, cut into months by its billing days: [B0, B1), [B1, B2), up to Bn.</summary>
public sealed class BillingPeriod
{
    private readonly DateOnly[] _billingDays;

    internal BillingPeriod(BillingSchedule schedule, DateOnly[] billingDays) =>
        (Schedule, _billingDays) = (schedule, billingDays);

    /// <summary>The schedule that it is a period of.</summary>
    public BillingSchedule Schedule { get; }

    /// <summary>The monthly billing days B0 = <see cref="Start"/> to Bn = <see cref="End"/>, n being <see cref="Months"/>.</summary>
    public IReadOnlyList<DateOnly> BillingDays => _billingDays;

    /// <summary>First day of the period.</summary>
    public DateOnly Start => _billingDays[0];

    /// <summary>First day of the next period.</summary>
    public DateOnly End => _billingDays[^1];

    /// <summary>Months of the period: 1, 3 or 12.</summary>
    public int Months => _billingDays.Length - 1;

    /// <summary>Whether a day is in the period.</summary>
    public bool Contains(DateOnly day) => day >= Start && day < End;

    /// <summary>The month of the period that holds a day, from 0: the i with Bi on or before it and Bi+1 after it.</summary>
    /// <param name="day">A day of the period.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not in the period.</exception>
    public int MonthOf(DateOnly day)
    {
        if (!Contains(day))
            throw new ArgumentOutOfRangeException(nameof(day), $"{day:O} is not in [{Start:O}, {End:O}).");
        var month = 0;
        while (_billingDays[month + 1] <= day)
            month++;
        return month;
    }
}
