namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class StackedDiscountsTests
{
    [Fact]
    public void Each_source_applies_to_what_the_others_left()
    {
        var line = Request.Discount(Agreed(20m, 10m)).Manual("P", 50m, 15m).Price().Lines[0];
        Assert.Equal((60m, 23.5m, 40m, 76.50m), (line.SetupDiscountPercent, line.RecurringDiscountPercent, line.Setup, line.MonthlyAfter));
        Assert.Equal("SETUP_DISCOUNT_STACKED agreed=20 manual=50 combined=60\nRECURRING_DISCOUNT_STACKED agreed=10 manual=15 combined=23.5", line.Why(Figure.Discount));
    }

    [Fact]
    public void The_combined_percentage_has_four_decimals() =>
        Assert.Equal(41.6666m, Request.Discount(Agreed(0m, 33.3333m)).Manual("P", 0m, 12.5m).Price().Lines[0].RecurringDiscountPercent);

    [Fact]
    public void When_one_ends_the_others_are_combined_without_it()
    {
        var line = Request.Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 2 })
            .Discount(Agreed(0m, 10m)).Price().Lines[0];
        Assert.Equal("1: 1 x 100 -55% until 2026-06-10 -10% since 2026-04-10", Shown.Of(line.LotsAfter));
        Assert.Equal(90m, line.NetUnitPrice);
        Assert.Equal("RECURRING_DISCOUNT_STACKED agreed=10 promotion=50 combined=55 until=2026-06-10 combined=10", line.Why(Figure.Discount));
    }

    [Fact]
    public void Of_one_source_the_higher_counts_until_it_ends_and_then_the_longer()
    {
        var line = Request.Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 2 })
            .Discount(new CatalogueDiscount { Code = "B", Source = DiscountSource.Promotion, RecurringPercent = 20m, Months = 6 }).Price().Lines[0];
        Assert.Equal("1: 1 x 100 -50% until 2026-06-10 -20% until 2026-10-10 since 2026-04-10", Shown.Of(line.LotsAfter));
    }

    [Fact]
    public void Not_under_best_of() =>
        Assert.StartsWith("RECURRING_DISCOUNT_BEST_OF", Request.Policies(p => p with { DiscountCombination = DiscountCombination.BestOf })
            .Discount(Agreed(0m, 5m)).Price().Lines[0].Why(Figure.Discount), StringComparison.Ordinal);

    private static RequestBuilder Request => A.Request().On("2026-04-10").Line(100m, 0, 0m, 1, setup: 100m)
        .Policies(p => p with { DiscountCombination = DiscountCombination.Stacked });

    private static CatalogueDiscount Agreed(decimal setup, decimal recurring) =>
        new() { Code = "AGREED", Source = DiscountSource.Agreed, SetupPercent = setup, RecurringPercent = recurring };
}
