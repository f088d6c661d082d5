namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class MonthlyOfUnpricedLineTests
{
    [Fact]
    public void Added_units_without_a_tariff_show_no_amounts()
    {
        var priced = A.Request().Holding("P", A.Lot(2, 10m)).Wanting("P", 5).Price();
        var line = priced.Lines[0];
        Assert.Equal((20m, 20m, 0m, null), (line.MonthlyBefore, line.MonthlyAfter, line.Setup, line.NetUnitPrice));
        Assert.Contains("Monthly amount of a line that cannot be priced", line.Rules());
        Assert.Equal((20m, 0m), (priced.WholeTotals.Recurring.Net, priced.ChangeTotals.Recurring.Net));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void With_a_tariff_it_is_for_another_rule(int wanted) =>
        Assert.DoesNotContain("Monthly amount of a line that cannot be priced", A.Request().Line(10m, 2, 10m, wanted).Price().Lines[0].Rules());
}
