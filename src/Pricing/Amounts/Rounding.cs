namespace MyOpenIP.Pricing;

/// <summary>The one place where amounts and percentages are rounded: half away from zero.</summary>
public static class Rounding
{
#pragma warning disable RS0030 // This is the one place that may round.

    /// <summary>To the cent: 0.125 is 0.13 and -0.125 is -0.13.</summary>
    public static decimal ToCent(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>To four decimals, as percentages and unit prices have them.</summary>
    public static decimal ToFourDecimals(decimal value) => decimal.Round(value, 4, MidpointRounding.AwayFromZero);

#pragma warning restore RS0030
}
