namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ProductIsReducibleTests
{
    [Theory]
    [InlineData(false, 3, "ReductionNotAllowed P initial_quantity=5 final_quantity=3")]
    [InlineData(true, 3, "")]
    [InlineData(false, 6, "")]
    public void A_product_that_is_not_reducible_does_not_shrink(bool isReducible, int wanted, string expected) =>
        Assert.Equal(expected, A.Request().Product(A.Product("P", 10m) with { IsReducible = isReducible }).Holding("P", A.Lot(5, 10m)).Wanting("P", wanted).Against());

    [Fact]
    public void A_product_that_the_catalogue_no_longer_has_may_shrink() =>
        Assert.Equal("", A.Request().Holding("P", A.Lot(5, 10m)).Wanting("P", 3).Against());
}
