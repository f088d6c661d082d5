using System.Globalization;
using System.Numerics;

namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>Exact sums of shares, as peers write them: 14/31+1+12/28.</summary>
internal readonly record struct Share(BigInteger Numerator, BigInteger Denominator)
{
    public static Share Of(Fraction fraction) => new(fraction.Numerator, fraction.Denominator);

    public static Share Parse(string text) => text.Split('+').Select(Term).Aggregate((a, b) => a + b);

    public static Share operator +(Share a, Share b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Share operator -(Share a, Share b) => a + new Share(-b.Numerator, b.Denominator);

    public bool Is(Share other) => Numerator * other.Denominator == other.Numerator * Denominator;

    /// <summary>The share as peers round it.</summary>
    public decimal Rounded(int decimals) => decimal.Round((decimal)Numerator / (decimal)Denominator, decimals, MidpointRounding.AwayFromZero);

    private static Share Term(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 ? new Share(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), BigInteger.Parse(parts[1], CultureInfo.InvariantCulture)) : Decimal(text);
    }

    private static Share Decimal(string text)
    {
        var places = text.Contains('.') ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return new Share(BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), BigInteger.Pow(10, places));
    }
}
