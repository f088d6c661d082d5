using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class TaxRowsTests
{
    [Theory]
    [InlineData("2025-12-31", 19)]
    [InlineData("2026-01-01", 20)]
    [InlineData("2026-12-31", 20)]
    [InlineData("2027-01-01", 21)]
    [InlineData("2013-12-31", 19)]
    public void The_latest_row_that_has_begun_counts_from_its_first_day_and_before_all_the_first_one(string day, int rate)
    {
        TaxRow[] rows = [Row("2026-01-01", 20m), Row("2014-01-01", 19m), Row("2027-01-01", 21m)];
        var customer = A.Request().Request.Customer;
        Assert.Equal(rate, TaxRows.On(new TaxTable("1", rows), customer, A.Day(day))?.RatePercent);
        Assert.Equal(rate, TaxRows.On(new TaxTable("1", [.. rows.Reverse()]), customer, A.Day(day))?.RatePercent);
    }

    private static TaxRow Row(string from, decimal rate) => new("FR", "BUSINESS", rate, "S", "", A.Day(from));
}
