using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class ToleranceTests
{
    [Fact]
    public void The_fee_is_the_share_of_the_reduction_beyond_the_allowance() =>
        Assert.Equal(75m, Tolerances.Fee(new ExactAmount(100m, 1), 100m, new Tolerance(Reduced: 4m, Allowance: 1m)));

    [Fact]
    public void A_fee_too_large_to_be_multiplied_out_is_divided_first() =>
        Assert.Equal(
            5_000_000_000_000m,
            Tolerances.Fee(new ExactAmount(310_000_000_000_000m, 31), 100m, new Tolerance(Reduced: 4m, Allowance: 2m)));

    [Theory]
    [InlineData("90000000000000000000000000", "1000000000000", "45000000000000000000000000")]
    [InlineData("1000000000000", "90000000000000000000000000", "500000000000")]
    public void Either_factor_alone_may_be_too_large(string owed, string beyond, string fee)
    {
        var tolerance = new Tolerance(Reduced: 2 * Amount(beyond), Allowance: Amount(beyond));
        Assert.Equal(Amount(fee), Tolerances.Fee(new ExactAmount(Amount(owed), 1), 100m, tolerance));
    }

    [Fact]
    public void A_fee_of_a_third_of_a_value_in_thirty_firsts_is_divided_once_and_its_half_cent_rounded_up() =>
        Assert.Equal(50.01m, Tolerances.Fee(new ExactAmount(31 * 150.015m, 31), 100m, new Tolerance(Reduced: 3m, Allowance: 2m)));

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
