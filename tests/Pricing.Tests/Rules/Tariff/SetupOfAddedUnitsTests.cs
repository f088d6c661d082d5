namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class SetupOfAddedUnitsTests
{
    [Fact]
    public void Each_added_unit_owes_the_setup_price()
    {
        var line = A.Request().Line(10m, 1, 10m, 4, setup: 20m).Price().Lines[0];
        Assert.Equal((60m, "SETUP_ADDED_UNITS quantity=3 unit_price=20 amount=60"), (line.Setup, line.Why(Figure.Setup)));
    }

    [Fact]
    public void Its_discount_is_deducted_and_it_is_rounded_once()
    {
        var line = A.Request().Line(10m, 1, 10m, 4, setup: 0.0333m).Manual("P", 50m, 0m).Price().Lines[0];
        Assert.Equal((0.05m, "SETUP_ADDED_UNITS quantity=3 unit_price=0.0333 discount=50 amount=0.05"), (line.Setup, line.Why(Figure.Setup)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_reduction_or_an_unchanged_line_owes_none(int wanted)
    {
        var line = A.Request().Line(10m, 1, 10m, wanted, setup: 20m).Price().Lines[0];
        Assert.Equal((0m, ""), (line.Setup, line.Why(Figure.Setup)));
    }
}
