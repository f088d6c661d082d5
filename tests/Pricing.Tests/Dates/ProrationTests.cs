namespace MyOpenIP.Pricing.Tests.Dates;

public sealed class ProrationTests
{
    private static readonly BillingPeriod February = BillingCalendar.PeriodOf(new BillingSchedule(1), Day.Of("2023-02-15"));
    private static readonly BillingPeriod Quarter = BillingCalendar.PeriodOf(new BillingSchedule(15, 3), Day.Of("2026-02-20"));
    private static readonly BillingPeriod Year = BillingCalendar.PeriodOf(new BillingSchedule(1, 12), Day.Of("2026-01-01"));

    [Theory]
    [InlineData(ProrationConvention.ActualOverPeriod, "50.00", 3, 5, "53.46")]
    [InlineData(ProrationConvention.MonthsThenActualDays, "50.00", 17, 28, "54.10")]
    [InlineData(ProrationConvention.MonthsThenThirtieths, "46.67", 53, 90, "52.47")]
    [InlineData(ProrationConvention.Thirty360, "53.33", 11, 18, "54.45")]
    [InlineData(ProrationConvention.FullFirstMonth, "100.00", 2, 3, "59.40")]
    [InlineData(ProrationConvention.NextMonth, "0.00", 1, 3, "29.70")]
    public void The_table_of_conventions(ProrationConvention convention, string month, long numerator, long denominator, string quarter)
    {
        Assert.Equal(Amount(month), FirstPeriod(convention, February, ReductionCredit.EndOfPeriod, ("2023-02-15", 100.00m)));
        AssertShare(numerator, denominator, Proration.RemainingShare(convention, Quarter, Day.Of("2026-02-20")));
        Assert.Equal(Amount(quarter), FirstPeriod(convention, Quarter, ReductionCredit.EndOfPeriod, ("2026-02-20", 29.70m)));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void All_of_a_period_remains_on_its_first_day_and_nothing_at_its_end(ProrationConvention convention)
    {
        foreach (var period in (BillingPeriod[])[February, Quarter, Year])
        {
            AssertShare(1, 1, Proration.RemainingShare(convention, period, period.Start));
            AssertShare(0, 1, Proration.RemainingShare(convention, period, period.End));
            AssertShare(1, 1, Proration.CreditShare(convention, period, period.Start));
            AssertShare(0, 1, Proration.CreditShare(convention, period, period.End));
        }
    }

    [Theory]
    [InlineData(ProrationConvention.ActualOverPeriod, 59, 90)]
    [InlineData(ProrationConvention.MonthsThenActualDays, 2, 3)]
    [InlineData(ProrationConvention.MonthsThenThirtieths, 2, 3)]
    [InlineData(ProrationConvention.Thirty360, 2, 3)]
    [InlineData(ProrationConvention.FullFirstMonth, 2, 3)]
    [InlineData(ProrationConvention.NextMonth, 2, 3)]
    public void On_a_billing_day_inside_the_period_whole_months_remain(ProrationConvention convention, long numerator, long denominator) =>
        AssertShare(numerator, denominator, Proration.RemainingShare(convention, Quarter, Day.Of("2026-02-15")));

    [Theory]
    [InlineData(ProrationConvention.FullFirstMonth, "2026-02-20", 1, 3)]
    [InlineData(ProrationConvention.FullFirstMonth, "2026-02-15", 2, 3)]
    [InlineData(ProrationConvention.NextMonth, "2026-02-20", 1, 3)]
    [InlineData(ProrationConvention.NextMonth, "2026-02-15", 2, 3)]
    [InlineData(ProrationConvention.ActualOverPeriod, "2026-02-20", 3, 5)]
    [InlineData(ProrationConvention.Thirty360, "2026-02-20", 11, 18)]
    public void A_credit_never_gives_back_the_month_that_is_due(ProrationConvention convention, string day, long numerator, long denominator) =>
        AssertShare(numerator, denominator, Proration.CreditShare(convention, Quarter, Day.Of(day)));

    [Theory]
    [InlineData(31, "2026-01-31", "2026-02-27", 3)] // February's billing day is moved to the 28th and counts as the 30th.
    [InlineData(31, "2026-03-30", "2026-03-30", 0)] // The 30th and the 31st are one day.
    [InlineData(29, "2026-01-29", "2026-01-31", 29)]
    [InlineData(29, "2026-01-29", "2026-02-27", 2)]
    [InlineData(28, "2024-02-28", "2024-02-29", 28)] // The last day of February counts as the 30th.
    [InlineData(28, "2024-02-28", "2024-03-01", 27)]
    [InlineData(1, "2023-01-01", "2023-01-30", 1)]
    [InlineData(1, "2023-01-01", "2023-01-31", 1)]
    [InlineData(1, "2023-02-01", "2023-02-28", 1)]
    [InlineData(1, "2024-02-01", "2024-02-28", 3)]
    [InlineData(1, "2024-02-01", "2024-02-29", 1)]
    public void Under_30_360_every_month_has_thirty_days(int billingDay, string inPeriod, string day, long thirtieths)
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(billingDay), Day.Of(inPeriod));
        AssertShare(thirtieths, 30, Proration.RemainingShare(ProrationConvention.Thirty360, period, Day.Of(day)));
    }

    [Theory]
    [InlineData(28, "2023-02-28")]
    [InlineData(29, "2023-02-28")]
    [InlineData(30, "2024-02-29")]
    [InlineData(31, "2023-02-28")]
    public void Under_30_360_a_billing_day_inside_the_period_leaves_whole_months(int billingDay, string day)
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(billingDay, 3), Day.Of(day));
        AssertShare(2, 3, Proration.RemainingShare(ProrationConvention.Thirty360, period, Day.Of(day)));
    }

    [Theory]
    [InlineData(31, "2023-01-31", "2023-02-27", 1)]
    [InlineData(1, "2023-01-01", "2023-01-02", 30)]
    [InlineData(1, "2023-01-01", "2023-01-03", 29)]
    public void Thirtieths_are_never_more_than_thirty(int billingDay, string inPeriod, string day, long thirtieths)
    {
        var period = BillingCalendar.PeriodOf(new BillingSchedule(billingDay), Day.Of(inPeriod));
        AssertShare(thirtieths, 30, Proration.RemainingShare(ProrationConvention.MonthsThenThirtieths, period, Day.Of(day)));
    }

    [Theory]
    [InlineData("2026-01-14")]
    [InlineData("2026-04-16")]
    public void A_day_outside_the_period_has_no_share(string day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proration.RemainingShare(ProrationConvention.Thirty360, Quarter, Day.Of(day)));

    [Fact]
    public void A_convention_that_does_not_exist_is_refused() =>
        Assert.StartsWith("Unknown proration convention.", Assert.Throws<ArgumentOutOfRangeException>("convention", () =>
            Proration.RemainingShare((ProrationConvention)99, Quarter, Day.Of("2026-02-20"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_change_that_moves_inside_the_period_is_weighed_by_each_part() =>
        Assert.Equal(1050.00m, FirstPeriod(ProrationConvention.MonthsThenActualDays, Year, ReductionCredit.EndOfPeriod, ("2026-01-01", 50.00m), ("2026-04-01", 100.00m)));

    [Fact]
    public void Several_moves_are_rounded_once()
    {
        // 10 days at 0.10, 10 at 0.20, 10 at 0.25 of 30: 0.0333 + 0.0667 + 0.0833, each rounded would be 0.03 + 0.07 + 0.08.
        var april = BillingCalendar.PeriodOf(new BillingSchedule(1), Day.Of("2026-04-01"));
        Assert.Equal(0.18m, FirstPeriod(ProrationConvention.ActualOverPeriod, april, ReductionCredit.EndOfPeriod, ("2026-04-01", 0.10m), ("2026-04-11", 0.20m), ("2026-04-21", 0.25m)));
    }

    [Fact]
    public void A_third_is_exact()
    {
        // 0.015 x 1/3 is 0.005, half a cent: a third rounded first would give 0.00.
        var april = BillingCalendar.PeriodOf(new BillingSchedule(1), Day.Of("2026-04-01"));
        Assert.Equal(0.01m, FirstPeriod(ProrationConvention.ActualOverPeriod, april, ReductionCredit.EndOfPeriod, ("2026-04-21", 0.015m)));
    }

    [Theory]
    [InlineData("2026-04-15")]
    [InlineData("2026-06-01")]
    public void A_move_at_the_end_of_the_period_or_later_changes_nothing(string later) =>
        Assert.Equal(53.46m, FirstPeriod(ProrationConvention.ActualOverPeriod, Quarter, ReductionCredit.EndOfPeriod, ("2026-02-20", 29.70m), (later, 99.00m)));

    [Fact]
    public void Nor_is_it_told_among_the_moves_that_count() =>
        Assert.Equal([Day.Of("2026-02-20"), Day.Of("2026-04-14")], Proration.Moves(
            ProrationConvention.ActualOverPeriod, Quarter, [(Day.Of("2026-02-20"), 1m), (Day.Of("2026-04-14"), 2m), (Day.Of("2026-04-15"), 3m)]).Select(m => m.From));

    [Fact]
    public void Moves_in_many_months_of_different_lengths_are_added_up_exactly()
    {
        // From the 15th of each month to its end, in thirty-firsts, twenty-eighths and thirtieths of a month.
        (string, decimal)[] moves = [.. Enumerable.Range(1, 12).SelectMany(m => (((string, decimal)[])[($"2026-{m:00}-01", 0m), ($"2026-{m:00}-15", 86.80m * m)]))];
        var expected = Enumerable.Range(1, 12).Sum(m => 86.80m * m * (DateTime.DaysInMonth(2026, m) - 14) / DateTime.DaysInMonth(2026, m));
        Assert.Equal(Rounding.ToCent(expected), FirstPeriod(ProrationConvention.MonthsThenActualDays, Year, ReductionCredit.EndOfPeriod, moves));
    }

    [Theory]
    [InlineData(ProrationConvention.FullFirstMonth, "59.40")]
    [InlineData(ProrationConvention.NextMonth, "29.70")]
    public void Where_months_are_never_cut_a_move_waits_for_the_end(ProrationConvention convention, string expected) =>
        Assert.Equal(Amount(expected), FirstPeriod(convention, Quarter, ReductionCredit.EndOfPeriod, ("2026-02-20", 29.70m), ("2026-03-01", 99.00m)));

    [Theory]
    [InlineData(ProrationConvention.ActualOverPeriod, "-50.00")]
    [InlineData(ProrationConvention.Thirty360, "-53.33")]
    [InlineData(ProrationConvention.FullFirstMonth, "0.00")]
    [InlineData(ProrationConvention.NextMonth, "0.00")]
    public void A_negative_change_is_credited_when_the_policy_says_so(ProrationConvention convention, string expected)
    {
        Assert.Equal(Amount(expected), FirstPeriod(convention, February, ReductionCredit.ProratedCredit, ("2023-02-15", -100.00m)));
        Assert.Equal(0.00m, FirstPeriod(convention, February, ReductionCredit.NoCredit, ("2023-02-15", -100.00m)));
        Assert.Equal(0.00m, FirstPeriod(convention, February, ReductionCredit.EndOfPeriod, ("2023-02-15", -100.00m)));
    }

    [Fact]
    public void Half_a_cent_of_credit_is_rounded_away_from_zero()
    {
        var april = BillingCalendar.PeriodOf(new BillingSchedule(1), Day.Of("2026-04-16"));
        Assert.Equal(-0.13m, FirstPeriod(ProrationConvention.ActualOverPeriod, april, ReductionCredit.ProratedCredit, ("2026-04-16", -0.25m)));
    }

    [Fact]
    public void The_sign_of_the_money_of_the_whole_period_decides()
    {
        // 10 days at -10.00 and 20 days at +20.00 of 30: +10.00 in all, so nothing is a credit.
        var april = BillingCalendar.PeriodOf(new BillingSchedule(1), Day.Of("2026-04-01"));
        Assert.Equal(10.00m, FirstPeriod(ProrationConvention.ActualOverPeriod, april, ReductionCredit.NoCredit, ("2026-04-01", -10.00m), ("2026-04-11", 20.00m)));
        Assert.Equal(0.00m, FirstPeriod(ProrationConvention.ActualOverPeriod, april, ReductionCredit.NoCredit, ("2026-04-01", 10.00m), ("2026-04-11", -20.00m)));
    }

    [Fact]
    public void Moves_come_in_order_and_at_least_one()
    {
        Assert.Equal("A first period needs the change on its first day. (Parameter 'moves')", Assert.Throws<ArgumentException>(() =>
            FirstPeriod(ProrationConvention.ActualOverPeriod, Quarter, ReductionCredit.NoCredit)).Message);
        Assert.Equal("Moves are not in order of their days. (Parameter 'moves')", Assert.Throws<ArgumentException>(() =>
            FirstPeriod(ProrationConvention.ActualOverPeriod, Quarter, ReductionCredit.NoCredit, ("2026-02-20", 1m), ("2026-02-20", 2m))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => FirstPeriod(ProrationConvention.ActualOverPeriod, Quarter, ReductionCredit.NoCredit, ("2026-05-20", 1m)));
    }

    public static TheoryData<ProrationConvention> Conventions => [.. Enum.GetValues<ProrationConvention>()];

    private static decimal FirstPeriod(
        ProrationConvention convention, BillingPeriod period, ReductionCredit credit, params (string From, decimal Change)[] moves) =>
        Proration.FirstPeriod(convention, period, [.. moves.Select(m => (Day.Of(m.From), m.Change))], credit);

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertShare(long numerator, long denominator, Fraction actual) =>
        Assert.True(numerator * actual.Denominator == actual.Numerator * denominator, $"expected {numerator}/{denominator}, got {actual}");
}
