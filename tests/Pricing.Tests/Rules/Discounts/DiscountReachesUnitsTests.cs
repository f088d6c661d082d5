namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class DiscountReachesUnitsTests
{
    [Theory]
    [InlineData(3, 5, 10, DiscountScope.AddedUnits, true)]
    [InlineData(2, 5, 10, DiscountScope.AddedUnits, false)]
    [InlineData(2, 5, 10, DiscountScope.WholeLine, false)]
    [InlineData(1, 5, 10, DiscountScope.AddedUnits, false)]
    [InlineData(1, 5, 10, DiscountScope.WholeLine, true)]
    [InlineData(1, 5, 0, DiscountScope.WholeLine, false)]
    [InlineData(0, 5, 10, DiscountScope.WholeLine, false)]
    [InlineData(3, 0, 10, DiscountScope.AddedUnits, true)]
    [InlineData(3, 5, 0, DiscountScope.AddedUnits, true)]
    public void A_manual_discount_reaches_a_unit_of_the_amendment(int wanted, decimal setup, decimal recurring, DiscountScope scope, bool reaches) =>
        Assert.Equal(
            reaches ? "" : $"DiscountWithoutChange P setup={setup} recurring={recurring}",
            Request.Line(10m, 2, 10m, wanted, setup: 1m).Manual("P", setup, recurring, scope).Against());

    [Fact]
    public void A_product_that_the_amendment_does_not_have_has_no_unit() =>
        Assert.Equal("DiscountWithoutChange NONE setup=5 recurring=0", Request.Manual("NONE", 5m, 0m).Against());

    [Fact]
    public void No_percentage_is_no_discount() => Assert.Equal("", Request.Manual("NONE", 0m, 0m).Against());

    private static RequestBuilder Request => A.Request().Product(A.Product("Q", 10m)).Holding("Q", A.Lot(1, 10m)).Wanting("Q", 2);
}
