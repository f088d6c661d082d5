namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class SomethingChangesTests
{
    [Fact]
    public void Nothing_wanted_is_no_amendment() =>
        Assert.Equal("NoChange", A.Request().Holding("P", A.Lot(2, 10m)).Against());

    [Fact]
    public void The_same_quantity_is_no_change() => Assert.Equal("NoChange", A.Request().Line(10m, 2, 10m, 2).Against());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void One_unit_more_or_less_is_one(int wanted) => Assert.Equal("", A.Request().Line(10m, 2, 10m, wanted).Against());

    [Fact]
    public void A_reduction_already_ordered_counts_as_done() =>
        Assert.Equal("NoChange", A.Request().Product(A.Product("P", 10m)).Holding("P", A.Lot(2, 10m), A.Lot(3, 10m, leavingOn: "2026-05-01")).Wanting("P", 2).Against());
}
