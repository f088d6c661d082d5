namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class VatRateOfCustomerTests
{
    [Theory]
    [InlineData("FR", "BUSINESS", "2026-04-10", 20, "S", "")]
    [InlineData("RE", "BUSINESS", "2026-04-10", 8.5, "S", "")]
    [InlineData("EU", "VAT_REGISTERED", "2026-04-10", 0, "AE", "Autoliquidation")]
    [InlineData("RE", "BUSINESS", "2026-06-30", 8.5, "S", "")]
    [InlineData("RE", "BUSINESS", "2026-07-01", 9, "S", "")]
    public void The_row_of_the_table_that_is_valid_on_the_effective_date(string territory, string status, string day, decimal rate, string category, string mention)
    {
        var priced = Request(territory, status).EffectiveOn(day).Price();
        var vat = Assert.Single(priced.WholeTotals.Recurring.Vat);
        Assert.Equal((rate, category, mention, 20m, 20m * rate / 100m), (vat.RatePercent, vat.Category, vat.Mention, vat.Base, vat.Amount));
        Assert.Equal(("VAT_RATE_OF_TABLE", Figure.Vat), (priced.Reasons[0].Code, priced.Reasons[0].Figure));
    }

    [Theory]
    [InlineData("EU", "BUSINESS", "2026-04-10")]
    [InlineData("FR", "VAT_REGISTERED", "2026-04-10")]
    [InlineData("RE", "BUSINESS", "2026-09-01")]
    public void Without_a_row_it_is_the_standard_rate(string territory, string status, string day)
    {
        var priced = Request(territory, status).EffectiveOn(day).Price();
        var vat = Assert.Single(priced.WholeTotals.Recurring.Vat);
        Assert.Equal((20m, "S", "", 4m), (vat.RatePercent, vat.Category, vat.Mention, vat.Amount));
        Assert.Equal("VAT_RATE_DEFAULT", priced.Reasons[0].Code);
    }

    private static RequestBuilder Request(string territory, string status) => A.Request().Line(10m, 1, 10m, 2).With(r => r with
    {
        Customer = r.Customer with { Territory = territory, TaxStatus = status },
        Taxes = new TaxTable("2",
        [
            new TaxRow("FR", "BUSINESS", 20m, "S", "", A.Day("2014-01-01")),
            new TaxRow("RE", "BUSINESS", 8.5m, "S", "", A.Day("2014-01-01"), A.Day("2026-07-01")),
            new TaxRow("RE", "BUSINESS", 9m, "S", "", A.Day("2026-07-01"), A.Day("2026-09-01")),
            new TaxRow("EU", "VAT_REGISTERED", 0m, "AE", "Autoliquidation", A.Day("2014-01-01")),
        ]),
    });
}
