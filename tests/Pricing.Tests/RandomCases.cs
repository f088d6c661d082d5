using System.Globalization;

namespace MyOpenIP.Pricing.Tests;

/// <summary>
/// How many random cases a test tries. A mutation run repeats the tests thousands of times and takes a share of them:
/// <c>PRICING_CASES_PERCENT=1</c>.
/// </summary>
internal static class RandomCases
{
    private static readonly int Percent =
        int.Parse(Environment.GetEnvironmentVariable("PRICING_CASES_PERCENT") ?? "100", CultureInfo.InvariantCulture);

    /// <summary>Whether all cases are tried.</summary>
    public static bool All => Percent >= 100;

    /// <summary>Leaves out a test that compares the core with itself: no change of it can fail it, so it only takes time there.</summary>
    public static void RequireAll() => Assert.SkipUnless(All, "A share of the cases is tried.");

    /// <summary>The cases that a property is tried on: 1,000, or as many as <c>PRICING_PROPERTY_CASES</c> says.</summary>
    public static int OfProperty { get; } = Environment.GetEnvironmentVariable("PRICING_PROPERTY_CASES") is { Length: > 0 } cases
        ? int.Parse(cases, CultureInfo.InvariantCulture)
        : Of(1_000);

    /// <summary>The number of cases to try out of the usual one; at least one.</summary>
    public static int Of(int usual) => Math.Max(1, (int)((long)usual * Percent / 100));
}
