namespace MyOpenIP.Pricing;

/// <summary>How discount percentages combine.</summary>
public static class DiscountArithmetic
{
    /// <summary>
    /// Several discounts, each on what the others left: 1 - the product of (1 - d). In percent, 0 to 100, rounded to four
    /// decimals; 0 when there is none.
    /// </summary>
    /// <param name="percentages">Discounts in percent, 0 to 100, four decimals at most; their order does not matter.</param>
    public static decimal Stack(params ReadOnlySpan<decimal> percentages)
    {
        var left = 100m;
        foreach (var percent in percentages)
            if (percent != 0m)
                left = left * (100m - percent) / 100m;
        return Rounding.ToFourDecimals(100m - left);
    }
}
