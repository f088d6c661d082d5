namespace MyOpenIP.Pricing.Tests.Dates;

public sealed class RemainingTermTests
{
    [Theory]
    [InlineData("2026-11-15", "2027-04-01", 4, 17, 31)]
    [InlineData("2026-12-01", "2027-04-01", 4, 0, 1)]
    [InlineData("2026-01-31", "2026-02-28", 1, 0, 1)]
    [InlineData("2026-01-31", "2026-03-01", 1, 1, 31)]
    [InlineData("2026-01-31", "2026-03-31", 2, 0, 1)]
    [InlineData("2026-01-31", "2026-03-30", 1, 30, 31)]
    [InlineData("2026-01-30", "2026-01-31", 0, 1, 29)]
    [InlineData("2026-04-10", "2027-04-10", 12, 0, 1)]
    [InlineData("2026-04-10", "2027-04-09", 11, 30, 31)]
    [InlineData("2026-04-10", "2026-04-10", 0, 0, 1)]
    [InlineData("2026-04-10", "2026-04-09", 0, 0, 1)]
    public void Whole_months_run_from_the_day_and_the_last_one_is_a_share(string day, string end, int months, long days, long daysOfMonth) =>
        Assert.Equal(
            new RemainingTerm(Day.Of(day), months, new Fraction(days, daysOfMonth)),
            RemainingTerm.From(Day.Of(day), Day.Of(end), startedMonthIsDue: false));

    [Theory]
    [InlineData("2026-11-15", "2027-04-01", 5)]
    [InlineData("2026-12-01", "2027-04-01", 4)]
    [InlineData("2026-01-30", "2026-01-31", 1)]
    [InlineData("2026-04-10", "2026-04-10", 0)]
    [InlineData("2026-04-10", "2025-04-10", 0)]
    public void A_started_month_that_is_due_is_whole(string day, string end, int months) =>
        Assert.Equal(
            new RemainingTerm(Day.Of(day), months, Fraction.Zero),
            RemainingTerm.From(Day.Of(day), Day.Of(end), startedMonthIsDue: true));

    [Fact]
    public void Anniversaries_return_to_the_day_after_a_shorter_month()
    {
        var term = RemainingTerm.From(Day.Of("2026-01-31"), Day.Of("2027-01-31"), startedMonthIsDue: true);
        Assert.Equal(
            [Day.Of("2026-01-31"), Day.Of("2026-02-28"), Day.Of("2026-03-31"), Day.Of("2026-04-30")],
            Enumerable.Range(0, 4).Select(term.Anniversary));
    }
}
