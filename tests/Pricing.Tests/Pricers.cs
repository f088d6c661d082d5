namespace MyOpenIP.Pricing.Tests;

/// <summary>The pricing core, its rules compiled once for all tests.</summary>
internal static class Pricers
{
    public static AmendmentPricer OneShot { get; } = new();
}
