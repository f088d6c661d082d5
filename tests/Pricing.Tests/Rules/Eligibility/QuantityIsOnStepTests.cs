namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class QuantityIsOnStepTests
{
    [Theory]
    [InlineData(12, "QuantityStep P final_quantity=12 step=5")]
    [InlineData(15, "")]
    [InlineData(0, "")]
    [InlineData(7, "")]
    public void A_final_quantity_is_a_multiple_of_the_step(int wanted, string expected) =>
        Assert.Equal(expected, A.Request()
            .Product(A.Product("P", 10m) with { Step = 5 }).Holding("P", A.Lot(7, 10m)).Wanting("P", wanted)
            .Product(A.Product("Q", 10m)).Holding("Q", A.Lot(1, 10m)).Wanting("Q", 2).Against());

    [Fact]
    public void A_product_that_the_catalogue_no_longer_has_has_no_step() =>
        Assert.Equal("", A.Request().Holding("P", A.Lot(5, 10m)).Wanting("P", 3).Against());
}
