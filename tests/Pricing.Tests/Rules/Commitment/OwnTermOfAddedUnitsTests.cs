namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class OwnTermOfAddedUnitsTests
{
    [Theory]
    [InlineData("2026-12-31", true, "2027-04-09")]
    [InlineData("2027-04-08", true, "2027-04-09")]
    [InlineData("2027-04-09", false, "2027-04-09")]
    [InlineData("2028-12-31", false, "2028-12-31")]
    public void Added_units_are_committed_for_their_own_term_or_to_the_end_of_the_offer(string offerUntil, bool isExtended, string lastDay)
    {
        var priced = Request.Committed(24, "2025-01-01", offerUntil).Line(10m, 3, 10m, 4).Price();
        Assert.Equal((isExtended, A.Day(lastDay)), (priced.Commitment.IsExtended, priced.Commitment.LastDayAfter));
        Assert.Equal([null, A.Day("2027-04-10")], priced.Lines[0].LotsAfter.Select(l => l.CommittedUntil));
        Assert.Equal(priced.Commitment.Before, priced.Commitment.After);
    }

    [Fact]
    public void An_offer_without_commitment_gets_committed_units()
    {
        var effect = Request.Line(10m, 3, 10m, 4).Price().Commitment;
        Assert.Equal((true, null, null, A.Day("2027-04-09")), (effect.IsExtended, effect.After, effect.LastDayBefore, effect.LastDayAfter));
        Assert.Equal((0m, 120m), (effect.RemainingValueBefore, effect.RemainingValueAfter));
    }

    [Fact]
    public void A_reduction_gets_none() => Assert.False(Request.Line(10m, 3, 10m, 2).Price().Commitment.IsExtended);

    private static RequestBuilder Request => A.Request().On("2026-04-10")
        .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 12 });
}
