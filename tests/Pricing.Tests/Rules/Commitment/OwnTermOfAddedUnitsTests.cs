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
        Assert.Equal(A.Day(lastDay), Assert.Single(priced.Commitment.Reasons).Operands.Single(o => o.Name == "last_day").Date);
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
    public void Units_without_a_tariff_get_none()
    {
        var priced = Request.With(r => r with { Acceptance = r.Acceptance with { ExtensionConsented = false } })
            .Product(A.Product("P", 10m) with { Tariffs = [] }).Holding("P", A.Lot(3, 10m)).Wanting("P", 4).Price();
        Assert.Equal([ViolationCode.ProductRetired], priced.Violations.Select(v => v.Code));
        Assert.Equal((null, null), (priced.Commitment.Extension, priced.Commitment.LastDayAfter));
        Assert.Equal([AcceptanceCondition.Documents], priced.AcceptanceConditions);
        Assert.Equal([ReasonCodes.CommitmentUnchanged], priced.Commitment.Reasons.Select(r => r.Code));
    }

    [Fact]
    public void Beside_units_with_a_tariff_they_are_not_named()
    {
        var extension = Request.Line(10m, 3, 10m, 4).Product(A.Product("Q", 10m) with { Tariffs = [] }).Wanting("Q", 2).Price().Commitment.Extension!;
        Assert.Equal((A.Day("2027-04-09"), new ExtendedUnits("P", "Name of P", 1)), (extension.LastDay, Assert.Single(extension.Units)));
    }

    [Fact]
    public void The_consent_names_the_added_units_and_their_day_whatever_others_have()
    {
        var priced = A.Request().On("2026-11-24")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 12 })
            .With(r => r with { Acceptance = r.Acceptance with { ExtensionConsented = false } })
            .Product(A.Product("Q", 5m)).Holding("Q", A.Lot(1, 5m, committedUntil: "2030-03-25"))
            .Line(10m, 3, 10m, 5).Price();
        Assert.Equal(A.Day("2030-03-24"), priced.Commitment.LastDayAfter);
        Assert.Equal((A.Day("2027-11-23"), new ExtendedUnits("P", "Name of P", 2)), (priced.Commitment.Extension!.LastDay, Assert.Single(priced.Commitment.Extension.Units)));
        Assert.Equal("ConsentRequired last_day_after=2027-11-23", Shown.Of(Assert.Single(priced.Violations)));
    }

    [Fact]
    public void A_reduction_gets_none() => Assert.False(Request.Line(10m, 3, 10m, 2).Price().Commitment.IsExtended);

    private static RequestBuilder Request => A.Request().On("2026-04-10")
        .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 12 });
}
