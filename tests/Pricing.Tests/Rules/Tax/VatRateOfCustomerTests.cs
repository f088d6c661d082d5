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
    [InlineData("RE", "2026-09-01", 9)]
    [InlineData("RE", "2030-01-01", 9)]
    [InlineData("RE", "2013-12-31", 8.5)]
    public void On_a_day_that_no_row_covers_the_last_one_before_it_holds_else_the_first(string territory, string day, decimal rate) =>
        Assert.Equal(rate, Request(territory, "BUSINESS").EffectiveOn(day).Price().VatRates[0].RatePercent);

    [Theory]
    [InlineData("ZZ", "BUSINESS", "The VAT table does not know territory ZZ. (Parameter 'request')")]
    [InlineData("EU", "BUSINESS", "The VAT table does not know status BUSINESS in EU. (Parameter 'request')")]
    public void A_territory_or_a_status_that_the_table_does_not_know_is_refused(string territory, string status, string fault) =>
        Assert.Equal(fault, Assert.Throws<ArgumentException>(() => Request(territory, status).Price()).Message);

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
