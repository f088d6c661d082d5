namespace MyOpenIP.Pricing;

/// <summary>An exact share, such as 21/30: two integers, never a rounded decimal.</summary>
/// <param name="Numerator">Numerator, 0 or more.</param>
/// <param name="Denominator">Denominator, 1 or more.</param>
public readonly record struct Fraction(long Numerator, long Denominator)
{
    /// <summary>Nothing.</summary>
    public static Fraction Zero { get; } = new(0, 1);

    /// <summary>The whole.</summary>
    public static Fraction One { get; } = new(1, 1);

    /// <summary>
    /// The share of an amount, exact up to the last digit of <see cref="decimal"/>: multiplied first, divided last,
    /// so that a share that is a whole number of cents is exactly that.
    /// </summary>
    public decimal Of(decimal amount) => amount * Numerator / Denominator;
}
