using System.Globalization;

namespace MyOpenIP.Pricing.Tests;

/// <summary>Days as they are written in the tests: 2026-04-10.</summary>
internal static class Day
{
    public static DateOnly Of(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
