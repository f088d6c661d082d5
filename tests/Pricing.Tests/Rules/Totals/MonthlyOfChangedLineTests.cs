namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class MonthlyOfChangedLineTests
{
    [Theory]
    [InlineData(3, 20, 30)]
    [InlineData(1, 20, 10)]
    public void Before_and_after_are_the_sums_of_its_lots(int wanted, int before, int after)
    {
        var line = A.Request().Line(10m, 2, 10m, wanted).Price().Lines[0];
        Assert.Equal((before, after), (line.MonthlyBefore, line.MonthlyAfter));
        Assert.Contains("Monthly amount of a changed line", line.Rules());
    }

    [Fact]
    public void Both_on_the_day_on_which_it_takes_effect()
    {
        // The discount ends on the boundary on which the reduction takes effect.
        var line = A.Request().On("2026-04-10").Product(A.Product("P", 10m))
            .Holding("P", A.Lot(2, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2026-05-01"))] }).Wanting("P", 1).Price().Lines[0];
        Assert.Equal((20m, 10m), (line.MonthlyBefore, line.MonthlyAfter));
    }

    [Fact]
    public void Each_is_rounded_once() =>
        Assert.Equal((0.02m, 0.02m), Pair(A.Request().Product(A.Product("P", 0.005m))
            .Holding("P", A.Lot(1, 0.0075m), A.Lot(1, 0.0075m)).Wanting("P", 3).Price().Lines[0]));

    [Fact]
    public void An_unchanged_line_is_for_another_rule() =>
        Assert.DoesNotContain("Monthly amount of a changed line", A.Request().Line(10m, 2, 10m, 2).Price().Lines[0].Rules());

    private static (decimal, decimal) Pair(PricedLine line) => (line.MonthlyBefore, line.MonthlyAfter);
}
