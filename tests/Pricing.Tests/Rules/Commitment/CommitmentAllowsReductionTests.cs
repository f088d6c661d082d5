namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class CommitmentAllowsReductionTests
{
    [Theory]
    [InlineData(9, 0, "CommitmentForbidsReduction P committed_units_taken=1 reduced=10 allowance=0")]
    [InlineData(9, 10, "")]
    [InlineData(8, 10, "CommitmentForbidsReduction P committed_units_taken=2 reduced=20 allowance=10")]
    public void Committed_units_stay_beyond_the_tolerance(int wanted, int tolerance, string expected) =>
        Assert.Equal(expected, Request(tolerance).Line(10m, 10, 10m, wanted).Against());

    [Fact]
    public void Under_another_policy_they_may_go() =>
        Assert.Equal("", Request(0).Policies(p => p with { CommittedReduction = CommittedReduction.Free }).Line(10m, 10, 10m, 9).Against());

    [Fact]
    public void Units_that_are_free_when_they_go_may_go() =>
        Assert.Equal("", Request(0).Committed(12, "2025-05-01", "2026-04-30").Line(10m, 10, 10m, 9).Against());

    [Fact]
    public void An_addition_takes_none() => Assert.Equal("", Request(0).Line(10m, 10, 10m, 11).Against());

    [Fact]
    public void Nothing_is_within_a_tolerance_of_nothing() => Assert.Equal("", Request(10).Line(10m, 10, 0m, 9).Against());

    [Fact]
    public void What_was_used_before_leaves_nothing() =>
        Assert.Equal(
            "CommitmentForbidsReduction P committed_units_taken=1 reduced=10 allowance=0",
            Request(10).Contract(c => c with { ToleranceUsed = 50m }).Line(10m, 10, 10m, 9).Against());

    [Fact]
    public void Units_at_no_price_stay_too() =>
        Assert.Equal("CommitmentForbidsReduction P committed_units_taken=1 reduced=0 allowance=0", Request(0).Line(10m, 10, 0m, 9).Against());

    private static RequestBuilder Request(int tolerance) => A.Request().Committed(24, "2025-04-01", "2027-03-31")
        .Policies(p => p with { CommittedReduction = CommittedReduction.Forbidden, TolerancePercent = tolerance });
}
