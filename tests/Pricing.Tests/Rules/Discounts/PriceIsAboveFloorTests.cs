namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class PriceIsAboveFloorTests
{
    [Theory]
    [InlineData(20, "PriceBelowFloor P net_unit_price=8 floor=9")]
    [InlineData(10, "")]
    public void The_net_price_of_added_units_is_not_below_the_floor(int discount, string expected) =>
        Assert.Equal(expected, Request(9m).Wanting("P", 3).Manual("P", 0m, discount).Against());

    [Fact]
    public void The_lasting_price_counts_not_that_of_a_promotion() =>
        Assert.Equal("", Request(9m).Wanting("P", 3)
            .Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 3 }).Against());

    [Fact]
    public void Lots_left_as_they_were_are_not_judged() => Assert.Equal("", Request(9m, heldAt: 5m).Wanting("P", 3).Against());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nor_is_a_line_that_shrinks_or_stays(int wanted) =>
        Assert.Equal("", Request(9m, heldAt: 5m).Wanting("P", wanted).Product(A.Product("Q", 1m)).Wanting("Q", 1).Against());

    [Fact]
    public void Kept_units_that_a_discount_reaches_are() =>
        Assert.Equal("PriceBelowFloor P net_unit_price=8.1 floor=9", Request(9m, heldAt: 9m).Wanting("P", 1).Manual("P", 0m, 10m, DiscountScope.WholeLine).Against());

    [Fact]
    public void The_lowest_of_several_prices_is_judged() =>
        Assert.Equal("PriceBelowFloor P net_unit_price=4 floor=4.5", A.Request()
            .Product(A.Product("P", TariffModel.Graduated, new Tier(1, 5m), new Tier(10, 4m)) with { FloorPrice = 4.5m }).Wanting("P", 12).Against());

    [Fact]
    public void Repriced_units_are_judged() =>
        Assert.Equal("PriceBelowFloor P net_unit_price=10 floor=11", Request(11m, heldAt: 20m).Policies(p => p with { Repricing = Repricing.CurrentTariff }).Wanting("P", 3).Against());

    [Fact]
    public void The_exact_price_is_judged_not_the_one_shown() =>
        Assert.Equal("PriceBelowFloor P net_unit_price=9 floor=9", Request(9m).Wanting("P", 3)
            .With(r => r with { Catalogue = r.Catalogue with { Products = [A.Product("P", 9.0001m) with { FloorPrice = 9m }] } })
            .Manual("P", 0m, 0.0012m).Against());

    [Fact]
    public void Without_a_floor_every_price_may_be() => Assert.Equal("", A.Request().Line(10m, 1, 10m, 3).Manual("P", 0m, 100m).Against());

    [Fact]
    public void A_product_that_the_catalogue_no_longer_has_has_no_floor() =>
        Assert.Equal("", A.Request().Holding("P", A.Lot(3, 10m)).Wanting("P", 2).Against());

    private static RequestBuilder Request(decimal floor, decimal heldAt = 10m) =>
        A.Request().Product(A.Product("P", 10m) with { FloorPrice = floor }).Holding("P", A.Lot(2, heldAt));
}
