namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class DiscountIsWithinAuthorityTests
{
    [Fact]
    public void Above_the_ceiling_it_stands_against_the_quote()
    {
        var priced = Request.Price();
        Assert.Equal("DiscountExceedsAuthority P setup=70 setup_ceiling=50 recurring=30 recurring_ceiling=20", Shown.Of(Assert.Single(priced.Violations)));
        Assert.False(priced.CanBeQuoted);
    }

    [Fact]
    public void Granted_it_no_longer_does_and_the_grant_is_part_of_the_record()
    {
        var priced = Request.With(r => r with { Grants = [new DiscountGrant("P", 3, 70m, 30m, "alice")] }).Price();
        Assert.Empty(priced.Violations);
        Assert.Equal("alice", Assert.Single(priced.Approvals).GrantedBy);
    }

    private static RequestBuilder Request => A.Request().Line(10m, 1, 10m, 3, setup: 10m).Manual("P", 70m, 30m, askedBy: AskerRole.Reseller);
}
