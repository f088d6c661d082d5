namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ProductIsInOfferTests
{
    [Fact]
    public void A_product_that_neither_catalogue_nor_contract_has_is_a_new_subscription()
    {
        var priced = A.Request().Line(10m, 1, 10m, 2).Wanting("NEW", 3).Price();
        Assert.Equal("ProductNotInOffer NEW final_quantity=3", Shown.Of(Assert.Single(priced.Violations)));
        var line = priced.Lines[1];
        Assert.Equal(("NEW", 0, 3, 3, null, null), (line.ProductName, line.InitialQuantity, line.ChangeQuantity, line.FinalQuantity, line.RecurringUnitPrice, line.SetupUnitPrice));
        Assert.Equal(20m, priced.WholeTotals.Recurring.Net);
    }

    [Fact]
    public void None_of_it_is_no_subscription() => Assert.Equal("", A.Request().Line(10m, 1, 10m, 2).Wanting("NEW", 0).Against());

    [Fact]
    public void A_product_of_the_contract_alone_is_retired_not_new() =>
        Assert.Equal("ProductRetired OLD added=1 effective_date=2026-04-10", A.Request().Holding("OLD", A.Lot(1, 5m)).Wanting("OLD", 2).Against());

    [Fact]
    public void A_product_of_the_catalogue_alone_is_in_the_offer() => Assert.Equal("", A.Request().Line(10m, 0, 0m, 2).Against());
}
