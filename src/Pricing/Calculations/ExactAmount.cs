namespace MyOpenIP.Pricing.Calculations;

/// <summary>An amount as a numerator over a whole denominator, so that it is divided once, just before it is rounded.</summary>
internal readonly record struct ExactAmount(decimal Numerator, long Denominator)
{
    public static ExactAmount Zero { get; } = new(0m, 1);

    public ExactAmount Plus(decimal amount, Fraction share)
    {
        if (share.Denominator == Denominator)
            return new ExactAmount(Numerator + amount * share.Numerator, Denominator);
        var common = Denominator / Divisor(Denominator, share.Denominator) * share.Denominator;
        return new ExactAmount(
            Numerator * (common / Denominator) + amount * share.Numerator * (common / share.Denominator), common);
    }

    public decimal ToCent() => Rounding.ToCent(Numerator / Denominator);

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
