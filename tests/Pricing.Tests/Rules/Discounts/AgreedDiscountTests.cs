namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class AgreedDiscountTests
{
    [Fact]
    public void It_reaches_the_units_of_a_line_that_grows()
    {
        var line = A.Request().On("2026-04-10").Discount(Discount).Line(10m, 0, 0m, 2).Price().Lines[0];
        Assert.Equal((18m, 10m), (line.MonthlyAfter, line.RecurringDiscountPercent));
        Assert.Equal("RECURRING_DISCOUNT_BEST_OF agreed=10 combined=10", line.Why(Figure.Discount));
    }

    [Theory]
    [InlineData("P", null, true)]
    [InlineData("Q", null, false)]
    [InlineData(null, "LICENCES", true)]
    [InlineData(null, "ACCESS", false)]
    [InlineData(null, null, true)]
    public void It_reaches_its_product_or_its_family_or_all(string? product, string? family, bool isReached) =>
        Assert.Equal(isReached ? 18m : 20m, Monthly(Discount with { ProductCode = product, Family = family }));

    [Theory]
    [InlineData(DiscountScope.AddedUnits, 2, 20)]
    [InlineData(DiscountScope.AddedUnits, 1, 10)]
    [InlineData(DiscountScope.AddedUnits, 3, 29)]
    [InlineData(DiscountScope.WholeLine, 2, 20)]
    [InlineData(DiscountScope.WholeLine, 1, 9)]
    [InlineData(DiscountScope.WholeLine, 3, 27)]
    public void Kept_units_only_where_it_reaches_the_whole_line_and_the_line_changes(DiscountScope scope, int wanted, int expected) =>
        Assert.Equal(expected, A.Request().On("2026-04-10").Policies(p => p with { ReductionCredit = ReductionCredit.NoCredit })
            .Discount(Discount with { Scope = scope }).Line(10m, 2, 10m, wanted).Price().Lines[0].MonthlyAfter);

    [Fact]
    public void Of_one_source_only_the_highest_counts() =>
        Assert.Equal(15m, A.Request().Policies(p => p with { DiscountCombination = DiscountCombination.Stacked }).Discount(Discount)
            .Discount(Discount with { Code = "B", RecurringPercent = 25m }).Discount(Discount with { Code = "C", RecurringPercent = 5m })
            .Line(10m, 0, 0m, 2).Price().Lines[0].MonthlyAfter);

    private static CatalogueDiscount Discount => new() { Code = "A", Source = DiscountSource.Agreed, RecurringPercent = 10m };

    private static decimal Monthly(CatalogueDiscount discount) => A.Request().On("2026-04-10").Discount(discount)
        .Product(A.Product("P", 10m) with { Family = "LICENCES" }).Wanting("P", 2).Price().Lines[0].MonthlyAfter;
}
