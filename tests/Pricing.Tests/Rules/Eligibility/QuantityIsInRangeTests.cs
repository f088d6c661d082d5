namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class QuantityIsInRangeTests
{
    [Theory]
    [InlineData(1, false, "QuantityOutOfRange P final_quantity=1 minimum=2 maximum=9")]
    [InlineData(2, false, "")]
    [InlineData(9, false, "")]
    [InlineData(10, false, "QuantityOutOfRange P final_quantity=10 minimum=2 maximum=9")]
    [InlineData(0, false, "")]
    [InlineData(0, true, "QuantityOutOfRange P final_quantity=0 minimum=2 maximum=9")]
    public void A_final_quantity_lies_between_minimum_and_maximum(int wanted, bool isMandatory, string expected) =>
        Assert.Equal(expected, With(A.Product("P", 10m) with { MinimumQuantity = 2, MaximumQuantity = 9, IsMandatory = isMandatory }, 5, wanted).Against());

    [Fact]
    public void Without_a_maximum_there_is_no_upper_bound() =>
        Assert.Equal("", With(A.Product("P", 10m), 5, 1_000_000).Against());

    [Fact]
    public void Below_the_minimum_without_a_maximum() =>
        Assert.Equal("QuantityOutOfRange P final_quantity=1 minimum=2", With(A.Product("P", 10m) with { MinimumQuantity = 2 }, 5, 1).Against());

    [Fact]
    public void A_quantity_that_does_not_change_is_not_judged() =>
        Assert.Equal("", With(A.Product("P", 10m) with { MaximumQuantity = 3 }, 5, 5).Wanting("Q", 2).Against());

    [Fact]
    public void A_product_that_the_catalogue_no_longer_has_has_no_range() =>
        Assert.Equal("", A.Request().Holding("P", A.Lot(5, 10m)).Wanting("P", 3).Against());

    private static RequestBuilder With(CatalogueProduct product, int held, int wanted) => A.Request()
        .Product(product).Holding("P", A.Lot(held, 10m)).Wanting("P", wanted)
        .Product(A.Product("Q", 10m)).Holding("Q", A.Lot(1, 10m));
}
