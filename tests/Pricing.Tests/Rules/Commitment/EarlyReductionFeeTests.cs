namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class EarlyReductionFeeTests
{
    [Fact]
    public void Units_taken_while_committed_owe_what_remains()
    {
        var line = Request().Line(10m, 5, 10m, 3).Price().Lines[0];
        Assert.Equal(2 * 10m * 12, line.EarlyReductionFee);
        Assert.Equal("EARLY_REDUCTION_FEE rate=100 quantity=2 unit_price=10 months=12 amount=240", line.Why(Figure.EarlyReductionFee));
    }

    [Fact]
    public void At_the_rate_of_the_policy() =>
        Assert.Equal(60m, Request().Policies(p => p with { FeeRatePercent = 25m }).Line(10m, 5, 10m, 3).Price().Lines[0].EarlyReductionFee);

    [Theory]
    [InlineData(CommittedReduction.Free)]
    [InlineData(CommittedReduction.Forbidden)]
    public void Not_under_another_policy(CommittedReduction policy)
    {
        var line = Request().Policies(p => p with { CommittedReduction = policy }).Line(10m, 5, 10m, 3).Price().Lines[0];
        Assert.Equal((0m, ""), (line.EarlyReductionFee, line.Why(Figure.EarlyReductionFee)));
    }

    [Fact]
    public void Not_once_the_commitment_is_over_when_they_go() =>
        Assert.Equal("", Request().Policies(p => p with { ReductionCredit = ReductionCredit.EndOfPeriod })
            .Committed(12, "2025-05-01", "2026-04-30").Line(10m, 5, 10m, 3).Price().Lines[0].Why(Figure.EarlyReductionFee));

    [Fact]
    public void Not_for_an_addition() => Assert.Equal(0m, Request().Line(10m, 5, 10m, 6).Price().Lines[0].EarlyReductionFee);

    [Fact]
    public void Discounts_count_as_they_end()
    {
        // 3 months at half price, 9 at the full one.
        var line = Request().Product(A.Product("P", 10m))
            .Holding("P", A.Lot(2, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2026-07-01"))] }).Wanting("P", 1).Price().Lines[0];
        Assert.Equal(3 * 5m + 9 * 10m, line.EarlyReductionFee);
        Assert.Equal("EARLY_REDUCTION_FEE rate=100 quantity=1 unit_price=10 discount=50 months=12 amount=105", line.Why(Figure.EarlyReductionFee));
    }

    [Fact]
    public void A_discount_of_several_steps_counts_step_by_step() =>
        // 3 months at half price, 3 at three quarters, 6 at the full one.
        Assert.Equal(3 * 5m + 3 * 7.5m + 6 * 10m, Request().Product(A.Product("P", 10m))
            .Holding("P", A.Lot(2, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2026-07-01")), new DiscountStep(25m, A.Day("2026-10-01"))] })
            .Wanting("P", 1).Price().Lines[0].EarlyReductionFee);

    [Fact]
    public void A_last_month_is_weighed_by_its_fraction_at_its_own_price()
    {
        // From 04-01 to 05-16: one month at half price, then 15/31 of a month at the full one.
        var line = Request().Policies(p => p with { StartedMonthIsDue = false }).Committed(12, "2025-05-16", "2026-05-15").Product(A.Product("P", 31m))
            .Holding("P", A.Lot(2, 31m) with { Discounts = [new DiscountStep(50m, A.Day("2026-05-01"))] }).Wanting("P", 1).Price().Lines[0];
        Assert.Equal(15.5m + 15m, line.EarlyReductionFee);
        Assert.Equal("EARLY_REDUCTION_FEE rate=100 quantity=1 unit_price=31 discount=50 months=1 last_month=15/31 amount=30.5", line.Why(Figure.EarlyReductionFee));
    }

    [Fact]
    public void Lots_of_several_ends_are_summed_before_they_are_rounded()
    {
        // 0.10 x 1/31 + 0.10 x 1/30 + ... : each alone would round to nothing.
        var line = Request().Policies(p => p with { StartedMonthIsDue = false }).Contract(c => c with { Commitment = null }).Product(A.Product("P", 1m))
            .Holding("P", A.Lot(1, 0.0775m, committedUntil: "2026-04-03"), A.Lot(1, 0.0775m, committedUntil: "2026-04-03"), A.Lot(1, 1m)).Wanting("P", 0)
            .Holding("Q", A.Lot(1, 1m)).Price().Lines[0];
        Assert.Equal(0.01m, line.EarlyReductionFee);
    }

    [Fact]
    public void Within_the_tolerance_it_is_nothing_and_says_so() =>
        Assert.Equal("EARLY_REDUCTION_WITHIN_TOLERANCE reduced=10 allowance=25",
            Request().Policies(p => p with { TolerancePercent = 50m }).Line(10m, 5, 10m, 4).Price().Lines[0].Why(Figure.EarlyReductionFee));

    [Fact]
    public void Beyond_the_tolerance_it_shows_both() =>
        Assert.Equal("EARLY_REDUCTION_FEE rate=100 quantity=3 unit_price=10 months=12 reduced=30 allowance=25 amount=60",
            Request().Policies(p => p with { TolerancePercent = 50m }).Line(10m, 5, 10m, 2).Price().Lines[0].Why(Figure.EarlyReductionFee));

    [Fact]
    public void Amounts_beyond_any_contract_are_exact()
    {
        var line = Request().Policies(p => p with { TolerancePercent = 50m }).Line(1m, 1_000_000, 9_000m, 250_000).Price().Lines[0];
        Assert.Equal(12 * 2_250_000_000m, line.EarlyReductionFee);
    }

    [Fact]
    public void So_is_the_fee_of_a_small_line_beside_such_amounts()
    {
        // P alone gives R = 6.75e9 of C = 9e9: A = 4.5e9, a third beyond.
        var lines = Request().Policies(p => p with { TolerancePercent = 50m }).Line(1m, 1_000_000, 9_000m, 250_000)
            .Product(A.Product("Q", 30m)).Holding("Q", A.Lot(2, 30m)).Wanting("Q", 1).Price().Lines;
        Assert.Equal(120m, lines[1].EarlyReductionFee);
    }

    private static RequestBuilder Request() => A.Request().On("2026-04-01").Committed(12, "2026-04-01", "2027-03-31")
        .Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit });
}
