namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class AddedProductIsSoldTests
{
    [Theory]
    [InlineData("2026-04-09", "2026-04-11", false)]
    [InlineData("2026-04-10", null, false)]
    [InlineData("2026-04-09", "2026-04-10", true)]
    [InlineData("2026-04-11", null, true)]
    public void An_addition_needs_a_tariff_on_the_effective_date(string from, string? until, bool isRefused)
    {
        var product = Valid(from, until);
        var priced = A.Request().Product(product).Holding("P", A.Lot(1, 7m)).Wanting("P", 3).Price();
        Assert.Equal(
            isRefused ? ["ProductRetired P added=2 effective_date=2026-04-10"] : [],
            priced.Violations.Select(Shown.Of));
        Assert.Equal(isRefused ? 7m : 27m, priced.Lines[0].MonthlyAfter);
        Assert.Equal(isRefused, priced.Lines[0].FirstPeriod is null);
        Assert.Equal(isRefused ? 1 : 3, priced.ContractAfter.Lines[0].Quantity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Keeping_and_reducing_stay_possible(int wanted) =>
        Assert.Equal("", A.Request().Line(10m, 1, 10m, 2)
            .Product(Valid("2027-01-01", null) with { Code = "Q" }).Holding("Q", A.Lot(2, 7m)).Wanting("Q", wanted).Against());

    private static CatalogueProduct Valid(string from, string? until)
    {
        var product = A.Product("P", 10m);
        return product with
        {
            Tariffs = [product.Tariffs[0] with { ValidFrom = A.Day(from), ValidUntil = until is null ? null : A.Day(until) }],
        };
    }
}
