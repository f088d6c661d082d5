namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ManualDiscountApprovalTests
{
    [Theory]
    [InlineData(50, 20, AskerRole.Reseller, false)]
    [InlineData(50.0001, 20, AskerRole.Reseller, true)]
    [InlineData(50, 20.0001, AskerRole.Reseller, true)]
    [InlineData(80, 60, AskerRole.Operator, false)]
    [InlineData(81, 60, AskerRole.Operator, true)]
    [InlineData(80, 61, AskerRole.Operator, true)]
    public void Above_the_ceiling_of_who_asks_an_approval_is_needed(decimal setup, decimal recurring, AskerRole role, bool isNeeded)
    {
        var approvals = Request.Manual("P", setup, recurring, askedBy: role).Price().Approvals;
        Assert.Equal(
            isNeeded ? [new DiscountApproval("P", 3, setup, recurring, role == AskerRole.Reseller ? 50m : 80m, role == AskerRole.Reseller ? 20m : 60m, null)] : [],
            approvals);
    }

    [Theory]
    [InlineData("P", 3, 70, 30, "alice")]
    [InlineData("Q", 3, 70, 30, null)]
    [InlineData("P", 4, 70, 30, null)]
    [InlineData("P", 3, 71, 30, null)]
    [InlineData("P", 3, 70, 31, null)]
    public void A_grant_holds_for_its_product_quantity_and_percentages(string product, int quantity, decimal setup, decimal recurring, string? expected) =>
        Assert.Equal(expected, Assert.Single(Request.Manual("P", 70m, 30m, askedBy: AskerRole.Reseller)
            .With(r => r with { Grants = [new DiscountGrant(product, quantity, setup, recurring, "alice")] }).Price().Approvals).GrantedBy);

    [Theory]
    [InlineData("alice", "bernard")]
    [InlineData("bernard", "alice")]
    public void Of_two_who_granted_the_first_by_name_is_told(string first, string second) =>
        Assert.Equal("alice", Assert.Single(Request.Manual("P", 70m, 30m, askedBy: AskerRole.Reseller)
            .With(r => r with { Grants = [new("P", 3, 70m, 30m, first), new("P", 3, 70m, 30m, second)] }).Price().Approvals).GrantedBy);

    [Theory]
    [InlineData(80, 60, "alice")]
    [InlineData(81, 60, null)]
    [InlineData(80, 61, null)]
    public void No_grant_goes_above_the_ceiling_of_an_operator(decimal setup, decimal recurring, string? expected) =>
        Assert.Equal(expected, Assert.Single(Request.Manual("P", setup, recurring, askedBy: AskerRole.Reseller)
            .With(r => r with { Grants = [new DiscountGrant("P", 3, setup, recurring, "alice")] }).Price().Approvals).GrantedBy);

    [Fact]
    public void Approvals_are_told_by_product()
    {
        var priced = Request.Product(A.Product("B", 1m)).Product(A.Product("A", 1m)).Wanting("A", 1).Wanting("B", 1)
            .Manual("B", 0m, 30m, askedBy: AskerRole.Reseller).Manual("P", 0m, 30m, askedBy: AskerRole.Reseller).Manual("A", 0m, 30m, askedBy: AskerRole.Reseller).Price();
        Assert.Equal(["A", "B", "P"], priced.Approvals.Select(a => a.ProductCode));
    }

    [Fact]
    public void What_reaches_no_unit_needs_none() =>
        Assert.Empty(Request.Product(A.Product("Q", 1m)).Manual("Q", 100m, 100m, askedBy: AskerRole.Reseller).Price().Approvals);

    private static RequestBuilder Request => A.Request().Line(10m, 1, 10m, 3, setup: 10m)
        .With(r => r with { Authority = new DiscountAuthority(50m, 20m, 80m, 60m) });
}
