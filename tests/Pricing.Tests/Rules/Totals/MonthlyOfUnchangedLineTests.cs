namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class MonthlyOfUnchangedLineTests
{
    [Fact]
    public void It_costs_what_it_cost_on_the_effective_date()
    {
        var line = A.Request().On("2026-04-10").Line(10m, 1, 10m, 2).Product(A.Product("Q", 99m))
            .Holding("Q", A.Lot(3, 10.005m) with { Discounts = [new DiscountStep(50m, A.Day("2026-04-11"))] }, A.Lot(2, 7m, leavingOn: "2026-05-01")).Price().Lines[1];
        Assert.Equal((15.01m, 15.01m, 0m), (line.MonthlyBefore, line.MonthlyAfter, line.MonthlyChange));
        Assert.Equal("MONTHLY_OF_LOTS quantity=3 unit_price=10.005 discount=50 amount=15.01", line.Why(Figure.MonthlyBefore));
        Assert.Equal(["Monthly amount of an unchanged line"], line.Rules());
    }

    [Fact]
    public void A_changed_line_is_for_another_rule() =>
        Assert.DoesNotContain("Monthly amount of an unchanged line", A.Request().Line(10m, 1, 10m, 2).Price().Lines[0].Rules());
}
