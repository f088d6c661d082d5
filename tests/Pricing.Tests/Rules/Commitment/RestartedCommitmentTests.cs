namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class RestartedCommitmentTests
{
    [Fact]
    public void An_addition_starts_the_term_of_the_offer_again()
    {
        var priced = Request.Committed(24, "2025-01-01", "2026-12-31").Contract(c => c with { ToleranceUsed = 5m }).Line(10m, 3, 10m, 4).Price();
        Assert.Equal(new Commitment(24, A.Day("2026-04-10"), A.Day("2028-04-09")), priced.Commitment.After);
        Assert.Equal(priced.Commitment.After, priced.ContractAfter.Commitment);
        Assert.True(priced.Commitment.IsExtended);
        Assert.Equal((0m, 0m), (priced.Commitment.ToleranceUsedAfter, priced.ContractAfter.ToleranceUsed));
        Assert.Equal((A.Day("2026-12-31"), A.Day("2028-04-09")), (priced.Commitment.LastDayBefore, priced.Commitment.LastDayAfter));
        // 9 months of 3 x 10 before (from 04-10 to 12-31, the last begun); 24 months of 4 x 10 after.
        Assert.Equal((270m, 960m), (priced.Commitment.RemainingValueBefore, priced.Commitment.RemainingValueAfter));
    }

    [Fact]
    public void It_never_ends_earlier_than_before()
    {
        var priced = Request.Committed(12, "2026-01-01", "2030-12-31").Contract(c => c with { ToleranceUsed = 5m }).Line(10m, 3, 10m, 4).Price();
        Assert.Equal(priced.Commitment.Before, priced.Commitment.After);
        Assert.False(priced.Commitment.IsExtended);
        Assert.Equal(5m, priced.Commitment.ToleranceUsedAfter);
    }

    [Fact]
    public void One_that_ends_on_the_same_day_is_no_longer_one()
    {
        var priced = Request.Committed(12, "2025-01-01", "2027-04-09").Contract(c => c with { ToleranceUsed = 5m }).Line(10m, 3, 10m, 4).Price();
        Assert.Equal(priced.Commitment.Before, priced.Commitment.After);
        Assert.Equal((false, 5m), (priced.Commitment.IsExtended, priced.Commitment.ToleranceUsedAfter));
    }

    [Fact]
    public void A_reduction_in_the_same_amendment_is_judged_by_the_commitment_before()
    {
        var priced = Request.Committed(12, "2026-01-01", "2026-12-31")
            .Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit })
            .Line(10m, 3, 10m, 4).Product(A.Product("Q", 10m)).Holding("Q", A.Lot(2, 10m)).Wanting("Q", 1).Price();
        Assert.Equal(90m, priced.Lines[1].EarlyReductionFee);
        Assert.Equal(0m, priced.Commitment.ToleranceUsedAfter);
    }

    [Fact]
    public void An_addition_without_a_tariff_starts_nothing_again()
    {
        var priced = Request.Committed(24, "2025-01-01", "2026-12-31").Contract(c => c with { ToleranceUsed = 5m })
            .Product(A.Product("P", 10m) with { Tariffs = [] }).Holding("P", A.Lot(3, 10m)).Wanting("P", 4).Price();
        Assert.Equal((priced.Commitment.Before, null, 5m), (priced.Commitment.After, priced.Commitment.Extension, priced.Commitment.ToleranceUsedAfter));
    }

    [Fact]
    public void The_consent_names_every_unit_that_is_then_committed_longer()
    {
        var extension = Request.Committed(24, "2025-01-01", "2026-12-31")
            .Line(10m, 3, 10m, 4)
            .Product(A.Product("Q", 5m))
            .Holding("Q", A.Lot(1, 5m, committedUntil: "2030-03-25"), A.Lot(2, 5m, committedUntil: "2027-01-01"), A.Lot(7, 5m, leavingOn: "2026-05-01"))
            .Product(A.Product("R", 5m)).Holding("R", A.Lot(9, 5m, committedUntil: "2028-04-10")).Price().Commitment.Extension!;
        Assert.Equal(A.Day("2028-04-09"), extension.LastDay);
        Assert.Equal([new ExtendedUnits("P", "Name of P", 4), new ExtendedUnits("Q", "Name of Q", 2)], extension.Units);
    }

    [Fact]
    public void Without_an_addition_nothing_starts_again() =>
        Assert.False(Request.Committed(12, "2026-01-01", "2026-12-31").Line(10m, 3, 10m, 2).Price().Commitment.IsExtended);

    private static RequestBuilder Request => A.Request().On("2026-04-10").Policies(p => p with { AdditionCommitment = AdditionCommitment.Restart });
}
