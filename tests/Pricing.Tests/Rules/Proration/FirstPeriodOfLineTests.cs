namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class FirstPeriodOfLineTests
{
    [Fact]
    public void A_change_owes_its_share_of_the_period()
    {
        var line = A.Request().On("2026-04-10").Line(18.90m, 1, 18.90m, 3).Price().Lines[0];
        Assert.Equal(new FirstPeriod(A.Day("2026-04-01"), A.Day("2026-05-01"), new Fraction(21, 30), 26.46m, true), line.FirstPeriod);
        Assert.Equal("FIRST_PERIOD_PRORATED months=1 from=2026-04-10 monthly_change=37.8 share=21/30 amount=26.46", line.Why(Figure.FirstPeriod));
    }

    [Fact]
    public void Every_step_inside_the_period_is_counted()
    {
        // Quarter 04-01..07-01 of 91 days: half price until 05-01 (30 days), then the full one.
        var line = A.Request().On("2026-04-01").Billed(1, 3)
            .Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 1 })
            .Line(91m, 0, 0m, 1).Price().Lines[0];
        Assert.Equal(3 * (45.50m * 30 + 91m * 61) / 91, line.FirstPeriod!.Amount);
        Assert.Equal("FIRST_PERIOD_PRORATED months=3 from=2026-04-01 monthly_change=45.5 share=1/1 from=2026-05-01 monthly_change=91 share=61/91 amount=228", line.Why(Figure.FirstPeriod));
    }

    [Fact]
    public void A_step_of_a_kept_lot_is_no_move_of_the_change()
    {
        var line = A.Request().On("2026-04-01").Billed(1, 3).Product(A.Product("P", 10m))
            .Holding("P", A.Lot(1, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2026-05-01"))] }).Wanting("P", 2).Price().Lines[0];
        Assert.Equal("FIRST_PERIOD_PRORATED months=3 from=2026-04-01 monthly_change=10 share=1/1 amount=30", line.Why(Figure.FirstPeriod));
    }

    [Fact]
    public void A_step_on_the_end_of_the_period_is_on_the_next_invoice()
    {
        var line = A.Request().On("2026-04-01").Billed(1, 3)
            .Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 3 })
            .Line(10m, 0, 0m, 1).Price().Lines[0];
        Assert.Equal("FIRST_PERIOD_PRORATED months=3 from=2026-04-01 monthly_change=5 share=1/1 amount=15", line.Why(Figure.FirstPeriod));
    }

    [Theory]
    [InlineData(ReductionCredit.ProratedCredit, -7, "FIRST_PERIOD_PRORATED months=1 from=2026-04-10 monthly_change=-10 share=21/30 amount=-7")]
    [InlineData(ReductionCredit.NoCredit, 0, "FIRST_PERIOD_NOT_CREDITED monthly_change=-10")]
    public void A_reduction_is_credited_by_policy(ReductionCredit credit, int expected, string why)
    {
        var line = A.Request().On("2026-04-10").Policies(p => p with { ReductionCredit = credit }).Line(10m, 3, 10m, 2).Price().Lines[0];
        Assert.Equal((expected, why), (line.FirstPeriod!.Amount, line.Why(Figure.FirstPeriod)));
    }

    [Theory]
    [InlineData(ReductionCredit.EndOfPeriod, 0)]
    [InlineData(ReductionCredit.ProratedCredit, -2.1)]
    public void The_sign_of_the_money_decides_not_that_of_the_quantity(ReductionCredit credit, decimal expected)
    {
        // 1 more unit, 3 less a month.
        var line = A.Request().On("2026-04-10").Policies(p => p with { ReductionCredit = credit, Repricing = Repricing.CurrentTariff }).Line(3m, 3, 5m, 4).Price().Lines[0];
        Assert.Equal((-3m, expected), (line.MonthlyChange, line.FirstPeriod!.Amount));
    }

    [Theory]
    [InlineData("2026-04-01", 1, 1)]
    [InlineData("2026-04-10", 0, 1)]
    public void Under_full_first_month_a_credit_begins_with_the_next(string day, int numerator, int denominator) =>
        Assert.Equal(new Fraction(numerator, denominator), A.Request().On(day)
            .Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit, Proration = ProrationConvention.FullFirstMonth })
            .Line(10m, 3, 10m, 2).Price().Lines[0].FirstPeriod!.RemainingShare);

    [Fact]
    public void An_unchanged_line_has_none() => Assert.Null(A.Request().Line(10m, 3, 10m, 3).Price().Lines[0].FirstPeriod);

    [Fact]
    public void No_change_of_the_money_owes_nothing() =>
        Assert.Equal(0m, A.Request().On("2026-04-10").Policies(p => p with { Repricing = Repricing.CurrentTariff }).Line(3m, 1, 6m, 2).Price().Lines[0].FirstPeriod!.Amount);
}
