namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ManualDiscountAskedTests
{
    [Fact]
    public void It_counts_as_asked_for_granted_or_not()
    {
        var priced = A.Request().Line(10m, 1, 10m, 3, setup: 100m).Manual("P", 60m, 30m, askedBy: AskerRole.Reseller).Price();
        var line = priced.Lines[0];
        Assert.Equal((80m, 24m, 60m, 30m, 7m), (line.Setup, line.MonthlyAfter, line.SetupDiscountPercent, line.RecurringDiscountPercent, line.NetUnitPrice));
        Assert.Contains(priced.Violations, v => v.Code == ViolationCode.DiscountExceedsAuthority);
    }

    [Fact]
    public void It_reaches_its_product_alone()
    {
        var lines = A.Request().Line(10m, 1, 10m, 2).Product(A.Product("Q", 10m)).Wanting("Q", 1).Manual("Q", 0m, 10m).Price().Lines;
        Assert.Equal([20m, 9m], lines.Select(l => l.MonthlyAfter));
    }

    [Fact]
    public void Its_setup_part_alone_says_nothing_of_the_recurring() =>
        Assert.Equal("SETUP_DISCOUNT_BEST_OF manual=10 combined=10", A.Request().Line(10m, 1, 10m, 2, setup: 5m).Manual("P", 10m, 0m).Price().Lines[0].Why(Figure.Discount));

    [Theory]
    [InlineData(DiscountScope.AddedUnits, 19)]
    [InlineData(DiscountScope.WholeLine, 18)]
    public void Its_scope_is_asked_for_too(DiscountScope scope, int expected) =>
        Assert.Equal(expected, A.Request().Line(10m, 1, 10m, 2).Manual("P", 0m, 10m, scope).Price().Lines[0].MonthlyAfter);

    [Fact]
    public void Where_it_reaches_no_unit_it_counts_for_nothing() =>
        Assert.Equal("", A.Request().Line(10m, 3, 10m, 2).Manual("P", 5m, 10m).Price().Lines[0].Why(Figure.Discount));
}
