namespace MyOpenIP.Pricing.Tests;

/// <summary>The pricing core under either runtime, its rules compiled once for all tests.</summary>
internal static class Pricers
{
    private static readonly Lazy<AmendmentPricer> ByNRules = new(() => new AmendmentPricer(RulesRuntime.NRules));

    public static AmendmentPricer OneShot { get; } = new();

    public static AmendmentPricer NRules => ByNRules.Value;

    public static AmendmentPricer Of(RulesRuntime runtime) => runtime == RulesRuntime.NRules ? NRules : OneShot;
}
