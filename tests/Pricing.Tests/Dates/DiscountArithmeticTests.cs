using System.Globalization;

namespace MyOpenIP.Pricing.Tests.Dates;

public sealed class DiscountArithmeticTests
{
    [Theory]
    [InlineData("0", "")]
    [InlineData("10", "10")]
    [InlineData("23.5", "10 15")]
    [InlineData("23.5", "15 10")]
    [InlineData("41.6666", "33.3333 12.5")]
    [InlineData("100", "100 15")]
    [InlineData("0.0002", "0.0001 0.0001")]
    [InlineData("0.0003", "0.0002 0.0001")]
    [InlineData("99.9999", "99.99 99")]
    [InlineData("34.39", "10 10 10 10")]
    public void Each_discount_applies_to_what_the_others_left(string expected, string percentages) =>
        Assert.Equal(
            decimal.Parse(expected, CultureInfo.InvariantCulture),
            DiscountArithmetic.Stack([.. percentages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => decimal.Parse(p, CultureInfo.InvariantCulture))]));

    [Fact]
    public void Half_of_the_last_decimal_is_rounded_away_from_zero() =>
        // 1 - 0.9999 x 0.985 is 1.50985 %.
        Assert.Equal(1.5099m, DiscountArithmetic.Stack(0.01m, 1.5m));
}
