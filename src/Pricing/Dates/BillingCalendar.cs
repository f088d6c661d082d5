namespace MyOpenIP.Pricing;

/// <summary>
/// The days on which an offer is billed. A billing day that starts a period is a <em>boundary</em>; a month shorter than
/// the billing day bills on its last day, and the next month returns to the day (31 Jan, 28 Feb, 31 Mar).
/// </summary>
public static class BillingCalendar
{
    private const int MonthsPerYear = 12;

    /// <summary>The billing period that holds a day: from the last boundary on or before it to the next.</summary>
    /// <param name="schedule">When and how often the offer is billed.</param>
    /// <param name="day">Any day; a boundary belongs to the period that it starts.</param>
    /// <exception cref="ArgumentException">The schedule is none that exists.</exception>
    public static BillingPeriod PeriodOf(BillingSchedule schedule, DateOnly day)
    {
        var first = FirstMonthOfPeriod(schedule, day);
        var days = new DateOnly[schedule.PeriodMonths + 1];
        for (var i = 0; i < days.Length; i++)
            days[i] = BillingDay(schedule, first + i);
        return new BillingPeriod(schedule, days);
    }

    /// <summary>The first boundary that is on or after one day and strictly after another.</summary>
    /// <param name="schedule">When and how often the offer is billed.</param>
    /// <param name="onOrAfter">The boundary is this day or later.</param>
    /// <param name="after">The boundary is later than this day.</param>
    /// <exception cref="ArgumentException">The schedule is none that exists.</exception>
    public static DateOnly FirstBoundary(BillingSchedule schedule, DateOnly onOrAfter, DateOnly after)
    {
        var from = onOrAfter > after ? onOrAfter : after.AddDays(1);
        var first = FirstMonthOfPeriod(schedule, from);
        var start = BillingDay(schedule, first);
        return start == from ? start : BillingDay(schedule, first + schedule.PeriodMonths);
    }

    /// <summary>Whether a period starts on a day.</summary>
    /// <param name="schedule">When and how often the offer is billed.</param>
    /// <param name="day">Any day.</param>
    /// <exception cref="ArgumentException">The schedule is none that exists.</exception>
    public static bool IsBoundary(BillingSchedule schedule, DateOnly day) =>
        BillingDay(schedule, FirstMonthOfPeriod(schedule, day)) == day;

    /// <summary>The month, counted from year 0, whose billing day starts the period of a day.</summary>
    private static int FirstMonthOfPeriod(BillingSchedule schedule, DateOnly day)
    {
        Check(schedule);
        var month = day.Year * MonthsPerYear + day.Month - 1;
        if (day.Day < DayOfMonth(schedule, day.Year, day.Month))
            month--;
        return month - (month - (schedule.AnchorMonth - 1) + MonthsPerYear) % schedule.PeriodMonths;
    }

    private static DateOnly BillingDay(BillingSchedule schedule, int month)
    {
        var year = month / MonthsPerYear;
        var monthOfYear = month % MonthsPerYear + 1;
        return new DateOnly(year, monthOfYear, DayOfMonth(schedule, year, monthOfYear));
    }

    private static int DayOfMonth(BillingSchedule schedule, int year, int month) =>
        Math.Min(schedule.Day, DateTime.DaysInMonth(year, month));

    private static void Check(BillingSchedule schedule)
    {
        if (schedule.Day is < 1 or > 31)
            throw new ArgumentException($"Billing day {schedule.Day} is not between 1 and 31.", nameof(schedule));
        // Only lengths that divide the year start their periods in the same months of every year.
        if (schedule.PeriodMonths < 1 || MonthsPerYear % schedule.PeriodMonths != 0)
            throw new ArgumentException($"A period of {schedule.PeriodMonths} months does not divide a year.", nameof(schedule));
        if (schedule.AnchorMonth is < 1 or > MonthsPerYear)
            throw new ArgumentException($"Anchor month {schedule.AnchorMonth} is not between 1 and 12.", nameof(schedule));
    }
}
