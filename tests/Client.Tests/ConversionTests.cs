using System.Globalization;
using Google.Type;

namespace MyOpenIP.Client.Tests;

public sealed class ConversionTests
{
    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2024-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void A_day_comes_back_as_it_went(string text)
    {
        var day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(day, day.ToDate().ToDateOnly());
    }

    [Theory]
    [InlineData(2026, 11, 0)]
    [InlineData(2026, 0, 0)]
    [InlineData(0, 11, 24)]
    [InlineData(2026, 2, 29)]
    [InlineData(2026, 13, 1)]
    [InlineData(10000, 1, 1)]
    [InlineData(-1, 1, 1)]
    public void A_date_that_is_no_day_is_refused(int year, int month, int day) =>
        Assert.Throws<FormatException>(() => new Date { Year = year, Month = month, Day = day }.ToDateOnly());

    [Fact]
    public void More_euros_than_the_wire_holds_are_refused()
    {
        var refused = Assert.Throws<AmountException>(() => decimal.MaxValue.ToMoney());
        Assert.Equal(AmountFault.Range, refused.Fault);
        Assert.Equal(AmountFault.Range, Assert.Throws<AmountException>(() => Amounts.Parse(new string('9', 40))).Fault);
    }

    [Fact]
    public void A_number_with_more_decimals_than_its_place_allows_is_refused()
    {
        Assert.Equal(AmountFault.Decimals, Assert.Throws<AmountException>(() => 1.005m.ToMoney()).Fault);
        Assert.Equal(5_000_000, 1.005m.ToMoney(Amounts.UnitPriceDecimals).Nanos);
    }
}
