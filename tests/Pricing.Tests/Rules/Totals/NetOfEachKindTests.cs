namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class NetOfEachKindTests
{
    [Fact]
    public void Each_kind_is_the_sum_of_its_rounded_lines()
    {
        var priced = Pricers.OneShot.Price(Samples.Everything);
        Assert.NotEqual((0m, 0m, 0m, 0m), (priced.WholeTotals.Setup.Net, priced.WholeTotals.Recurring.Net, priced.WholeTotals.FirstPeriod.Net, priced.WholeTotals.EarlyReductionFee.Net));
        Assert.Equal(priced.Lines.Sum(l => l.Setup), priced.WholeTotals.Setup.Net);
        Assert.Equal(priced.Lines.Sum(l => l.MonthlyBefore), priced.InitialTotals.Recurring.Net);
        Assert.Equal(priced.Lines.Sum(l => l.MonthlyAfter), priced.WholeTotals.Recurring.Net);
        Assert.Equal(priced.Lines.Sum(l => l.FirstPeriod?.Amount ?? 0m), priced.WholeTotals.FirstPeriod.Net);
        Assert.Equal(priced.Lines.Sum(l => l.EarlyReductionFee), priced.WholeTotals.EarlyReductionFee.Net);
        Assert.Equal(priced.WholeTotals.Recurring.Net - priced.InitialTotals.Recurring.Net, priced.MonthlyRecurringRevenueChange);
    }

    [Fact]
    public void An_offer_without_lines_costs_nothing()
    {
        var priced = A.Request().Price();
        Assert.Equal((0m, 0m), (priced.WholeTotals.Recurring.Net, priced.WholeTotals.Recurring.Gross));
    }
}
