namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class PromotionDiscountTests
{
    [Fact]
    public void It_reaches_the_units_of_a_line_that_grows()
    {
        var line = A.Request().On("2026-04-10").Discount(Discount).Line(10m, 0, 0m, 2).Price().Lines[0];
        Assert.Equal((18m, 10m), (line.MonthlyAfter, line.RecurringDiscountPercent));
        Assert.Equal("RECURRING_DISCOUNT_BEST_OF promotion=10 combined=10", line.Why(Figure.Discount));
    }

    [Theory]
    [InlineData("P", null, true)]
    [InlineData("Q", null, false)]
    [InlineData(null, "LICENCES", true)]
    [InlineData(null, "ACCESS", false)]
    [InlineData(null, null, true)]
    public void It_reaches_its_product_or_its_family_or_all(string? product, string? family, bool isReached) =>
        Assert.Equal(isReached ? 18m : 20m, Monthly(Discount with { ProductCode = product, Family = family }));

    [Fact]
    public void Those_of_several_products_and_families_hold_side_by_side() =>
        Assert.Equal([9m, 8m, 7m, 6m], A.Request().On("2026-04-10")
            .Discount(Discount with { Code = "P", ProductCode = "P" })
            .Discount(Discount with { Code = "Q", ProductCode = "Q", RecurringPercent = 20m })
            .Discount(Discount with { Code = "R", Family = "LICENCES", RecurringPercent = 30m })
            .Discount(Discount with { Code = "S", Family = "ACCESS", RecurringPercent = 40m })
            .Product(A.Product("P", 10m)).Product(A.Product("Q", 10m))
            .Product(A.Product("R", 10m) with { Family = "LICENCES" }).Product(A.Product("S", 10m) with { Family = "ACCESS" })
            .Wanting("P", 1).Wanting("Q", 1).Wanting("R", 1).Wanting("S", 1).Price().Lines.Select(l => l.MonthlyAfter));

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

    [Theory]
    [InlineData("2026-04-09", "2026-04-11", true)]
    [InlineData("2026-04-10", null, true)]
    [InlineData("2026-04-11", null, false)]
    [InlineData(null, "2026-04-10", false)]
    public void It_is_given_for_effective_dates_within_its_validity(string? from, string? until, bool isGiven) =>
        Assert.Equal(isGiven ? 18m : 20m, Monthly(Discount with
        {
            ValidFrom = from is null ? null : A.Day(from),
            ValidUntil = until is null ? null : A.Day(until),
        }));

    [Fact]
    public void For_its_first_months_it_is_a_step() =>
        Assert.Equal("1: 2 x 10 -10% until 2026-05-31 since 2026-03-31", Shown.Of(A.Request().On("2026-03-31")
            .Discount(Discount with { Months = 2 }).Line(10m, 0, 0m, 2).Price().Lines[0].LotsAfter));

    private static CatalogueDiscount Discount => new() { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 10m };

    private static decimal Monthly(CatalogueDiscount discount) => A.Request().On("2026-04-10").Discount(discount)
        .Product(A.Product("P", 10m) with { Family = "LICENCES" }).Wanting("P", 2).Price().Lines[0].MonthlyAfter;
}
