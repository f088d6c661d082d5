namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ToleranceOfReductionsTests
{
    [Theory]
    // C = 100, U = 0, A = 20, R = 10: within.
    [InlineData(20, 0, 9, 0, 10)]
    // R = 20 = A.
    [InlineData(20, 0, 8, 0, 20)]
    // R = 30: a third beyond, of 3 x 10 x 12.
    [InlineData(20, 0, 7, 120, 20)]
    // U = 15: A = 20 % of 115 - 15 = 8, R = 10: 2 tenths of 120.
    [InlineData(20, 15, 9, 24, 23)]
    // U = 40: A = max(0, 28 - 40) = 0.
    [InlineData(20, 40, 9, 120, 40)]
    [InlineData(0, 0, 9, 120, 0)]
    public void A_share_of_the_committed_units_goes_free(int percent, int used, int wanted, int fee, int usedAfter)
    {
        var priced = A.Request().On("2026-04-01").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { TolerancePercent = percent, ReductionCredit = ReductionCredit.NoCredit })
            .Contract(c => c with { ToleranceUsed = used })
            .Line(10m, 10, 10m, wanted).Price();
        Assert.Equal((fee, usedAfter), (priced.Lines[0].EarlyReductionFee, priced.Commitment.ToleranceUsedAfter));
    }

    [Fact]
    public void It_is_counted_over_the_offer_at_list_price()
    {
        // C = 5 x 10 + 5 x 30 = 200 at list, whatever the discount; A = 40; R = 30 + 20 = 50: a fifth beyond.
        var priced = A.Request().On("2026-04-01").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { TolerancePercent = 20m, ReductionCredit = ReductionCredit.NoCredit })
            .Product(A.Product("P", 10m)).Holding("P", A.Lot(5, 10m)).Wanting("P", 3)
            .Product(A.Product("Q", 30m)).Holding("Q", A.Lot(5, 30m) with { Discounts = [new DiscountStep(50m, null)] }).Wanting("Q", 4)
            .Price();
        Assert.Equal([2 * 10m * 12 / 5, 15m * 12 / 5], priced.Lines.Select(l => l.EarlyReductionFee));
    }

    [Fact]
    public void Units_that_are_not_committed_or_leave_already_do_not_count()
    {
        // C = 5 x 10 of the lots with an end of their own.
        var priced = A.Request().On("2026-04-01")
            .Policies(p => p with { TolerancePercent = 20m, ReductionCredit = ReductionCredit.NoCredit })
            .Product(A.Product("P", 10m))
            .Holding("P", A.Lot(5, 10m, committedUntil: "2027-04-01"), A.Lot(5, 10m), A.Lot(5, 10m, committedUntil: "2027-04-01", leavingOn: "2026-05-01"))
            .Wanting("P", 3).Price();
        // 7 go, 2 of them committed: R = 20, A = 10.
        Assert.Equal((120m, 10m), (priced.Lines[0].EarlyReductionFee, priced.Commitment.ToleranceUsedAfter));
    }

    [Fact]
    public void Units_that_are_free_from_the_effective_date_on_do_not_count()
    {
        // 7 go, 2 of them committed: R = 20; C = 50, A = 10: half of 2 x 10 x 12.
        var priced = A.Request().On("2026-04-01")
            .Policies(p => p with { TolerancePercent = 20m, ReductionCredit = ReductionCredit.NoCredit })
            .Product(A.Product("P", 10m))
            .Holding("P", A.Lot(5, 10m, committedUntil: "2026-04-01"), A.Lot(5, 10m, committedUntil: "2027-04-01"))
            .Wanting("P", 3).Price();
        Assert.Equal((120m, 10m), (priced.Lines[0].EarlyReductionFee, priced.Commitment.ToleranceUsedAfter));
    }

    [Theory]
    [InlineData("3", "1.2345", "10", 1, "0.3704")]
    [InlineData("10", "18.95", "33.3333", 5, "63.1666")]
    public void What_is_used_is_kept_with_four_decimals(string held, string price, string percent, int wanted, string used)
    {
        var priced = A.Request().On("2026-04-01").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { TolerancePercent = Number(percent) })
            .Line(10m, (int)Number(held), Number(price), wanted).Price();
        Assert.Equal((Number(used), Number(used)), (priced.Commitment.ToleranceUsedAfter, priced.ContractAfter.ToleranceUsed));
        Assert.All(priced.Lines[0].Reasons.SelectMany(r => r.Operands).Where(o => o.Kind == OperandKind.Amount), o => Assert.Equal(Rounding.ToFourDecimals(o.Number), o.Number));
        static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_addition_uses_none() =>
        Assert.Equal(7m, A.Request().Committed(12, "2026-04-01", "2027-03-31").Policies(p => p with { TolerancePercent = 20m })
            .Contract(c => c with { ToleranceUsed = 7m }).Line(10m, 1, 10m, 2).Price().Commitment.ToleranceUsedAfter);
}
