namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>The billing periods that peers' rows speak of.</summary>
internal static class Periods
{
    /// <summary>The period from one day to another.</summary>
    public static BillingPeriod Between(DateOnly start, DateOnly end) =>
        Starting(start).FirstOrDefault(p => p.End == end) ?? throw new InvalidOperationException($"{start:O} to {end:O} is no billing period.");

    /// <summary>The periods that start on a day: of 1, 3 and 12 months, on every billing day that falls on it.</summary>
    public static IEnumerable<BillingPeriod> Starting(DateOnly start) =>
        from months in (int[])[1, 3, 12]
        from day in Enumerable.Range(1, 31)
        let period = BillingCalendar.PeriodOf(new BillingSchedule(day, months, start.Month), start)
        where period.Start == start
        select period;

    /// <summary>The periods that end on a day.</summary>
    public static IEnumerable<BillingPeriod> Ending(DateOnly end) =>
        from months in (int[])[1, 3, 12]
        from day in Enumerable.Range(1, 31)
        let period = BillingCalendar.PeriodOf(new BillingSchedule(day, months, end.Month), end.AddDays(-1))
        where period.End == end
        select period;

    /// <summary>What the span [from, to) of a period costs: R(from) - R(to).</summary>
    public static decimal Span(ProrationConvention convention, BillingPeriod period, decimal price, DateOnly from, DateOnly to) =>
        Proration.Remaining(price, Proration.RemainingShare(convention, period, from))
            - Proration.Remaining(price, Proration.RemainingShare(convention, period, to));
}
