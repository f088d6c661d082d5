namespace MyOpenIP.Pricing.Tests.Dates;

public sealed class BillingCalendarTests
{
    [Theory]
    [InlineData(1, 1, 1, "2026-04-10", "2026-04-01", "2026-05-01")]
    [InlineData(1, 1, 1, "2026-04-01", "2026-04-01", "2026-05-01")]
    [InlineData(1, 1, 1, "2026-12-31", "2026-12-01", "2027-01-01")]
    [InlineData(15, 1, 1, "2026-02-20", "2026-02-15", "2026-03-15")]
    [InlineData(15, 1, 1, "2026-01-14", "2025-12-15", "2026-01-15")]
    [InlineData(31, 1, 1, "2026-02-10", "2026-01-31", "2026-02-28")]
    [InlineData(31, 1, 1, "2026-02-28", "2026-02-28", "2026-03-31")]
    [InlineData(31, 1, 1, "2026-04-30", "2026-04-30", "2026-05-31")]
    [InlineData(29, 1, 1, "2024-02-29", "2024-02-29", "2024-03-29")]
    [InlineData(30, 1, 1, "2023-02-27", "2023-01-30", "2023-02-28")]
    [InlineData(15, 3, 1, "2026-02-20", "2026-01-15", "2026-04-15")]
    [InlineData(15, 3, 1, "2026-01-14", "2025-10-15", "2026-01-15")]
    [InlineData(15, 3, 2, "2026-01-20", "2025-11-15", "2026-02-15")]
    [InlineData(15, 3, 12, "2026-03-14", "2025-12-15", "2026-03-15")]
    [InlineData(1, 12, 7, "2026-06-30", "2025-07-01", "2026-07-01")]
    [InlineData(31, 12, 2, "2024-02-29", "2024-02-29", "2025-02-28")]
    public void A_period_runs_from_the_last_boundary_on_or_before_the_day_to_the_next(
        int billingDay, int months, int anchor, string day, string start, string end)
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(billingDay, months, anchor), Day.Of(day));
        Assert.Equal((Day.Of(start), Day.Of(end), months), (period.Start, period.End, period.Months));
    }

    [Fact]
    public void A_shorter_month_bills_on_its_last_day_and_the_next_returns_to_the_day()
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(31, 3), Day.Of("2026-02-01"));
        Assert.Equal([Day.Of("2026-01-31"), Day.Of("2026-02-28"), Day.Of("2026-03-31"), Day.Of("2026-04-30")], period.BillingDays);
    }

    [Theory]
    [InlineData("2026-01-31", 0)]
    [InlineData("2026-02-27", 0)]
    [InlineData("2026-02-28", 1)]
    [InlineData("2026-04-29", 2)]
    public void A_day_belongs_to_the_month_that_its_billing_day_starts(string day, int month) =>
        Assert.Equal(month, BillingCalendar.PeriodOf(new BillingSchedule(31, 3), Day.Of("2026-02-01")).MonthOf(Day.Of(day)));

    [Theory]
    [InlineData("2026-01-30")]
    [InlineData("2026-04-30")]
    public void A_day_outside_a_period_has_no_month_in_it(string day)
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(31, 3), Day.Of("2026-02-01"));
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => period.MonthOf(Day.Of(day)));
        Assert.Contains($"{day} is not in [2026-01-31, 2026-04-30)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "2026-04-10", "2026-04-10", "2026-05-01")]
    [InlineData(1, "2026-05-01", "2026-04-10", "2026-05-01")]
    [InlineData(1, "2026-05-01", "2026-05-01", "2026-06-01")]
    [InlineData(1, "2026-04-10", "2026-06-20", "2026-07-01")]
    [InlineData(1, "2026-04-10", "2026-04-30", "2026-05-01")]
    [InlineData(3, "2026-04-10", "2026-04-10", "2026-07-01")]
    [InlineData(3, "2026-04-01", "2026-03-31", "2026-04-01")]
    [InlineData(12, "2026-01-02", "2026-01-01", "2027-01-01")]
    public void The_first_boundary_is_on_or_after_one_day_and_after_the_other(int months, string onOrAfter, string after, string expected) =>
        Assert.Equal(Day.Of(expected), BillingCalendar.FirstBoundary(new BillingSchedule(1, months), Day.Of(onOrAfter), Day.Of(after)));

    [Theory]
    [InlineData(1, 3, 1, "2026-04-01", true)]
    [InlineData(1, 3, 1, "2026-05-01", false)]
    [InlineData(1, 3, 1, "2026-04-02", false)]
    [InlineData(31, 1, 1, "2026-04-30", true)]
    [InlineData(31, 1, 1, "2026-03-30", false)]
    public void A_boundary_starts_a_period(int billingDay, int months, int anchor, string day, bool expected) =>
        Assert.Equal(expected, BillingCalendar.IsBoundary(new BillingSchedule(billingDay, months, anchor), Day.Of(day)));

    [Theory]
    [InlineData(0, 1, 1, "Billing day 0 ")]
    [InlineData(32, 1, 1, "Billing day 32 ")]
    [InlineData(1, 0, 1, "A period of 0 months ")]
    [InlineData(1, 5, 1, "A period of 5 months ")]
    [InlineData(1, 1, 0, "Anchor month 0 ")]
    [InlineData(1, 1, 13, "Anchor month 13 ")]
    public void A_schedule_that_does_not_exist_is_refused(int billingDay, int months, int anchor, string message)
    {
        var schedule = new BillingSchedule(billingDay, months, anchor);
        var day = Day.Of("2026-04-10");
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => BillingCalendar.PeriodOf(schedule, day)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BillingCalendar.FirstBoundary(schedule, day, day));
        Assert.Throws<ArgumentException>(() => BillingCalendar.IsBoundary(schedule, day));
    }
}
