namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class OfferIsNotTerminatedTests
{
    [Fact]
    public void Every_final_quantity_at_0_is_a_termination() =>
        Assert.Equal("WouldTerminateOffer", A.Request().Line(10m, 2, 10m, 0).Holding("Q", A.Lot(1, 1m)).Wanting("Q", 0).Against());

    [Fact]
    public void One_unit_is_enough_to_keep_it() =>
        Assert.Equal("", A.Request().Line(10m, 2, 10m, 0).Holding("Q", A.Lot(1, 1m)).Against());
}
