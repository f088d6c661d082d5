using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Amendments;

/// <summary>Chooses what evaluates the pricing rules.</summary>
internal static class PricerSetup
{
    /// <summary>The setting: the name of a <see cref="RulesRuntime"/>; none: the one-shot runtime.</summary>
    public const string Setting = "Pricing:RulesEngine";

    /// <exception cref="StartRefusedException">The setting names no runtime.</exception>
    public static IServiceCollection AddPricer(this IServiceCollection services, IConfiguration configuration)
    {
        var runtime = RuntimeOf(configuration[Setting]);
        return services.AddSingleton(_ => new AmendmentPricer(runtime));
    }

    private static RulesRuntime RuntimeOf(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
            return RulesRuntime.OneShot;
        foreach (var runtime in Enum.GetValues<RulesRuntime>())
            if (setting.Equals(runtime.ToString(), StringComparison.OrdinalIgnoreCase))
                return runtime;
        throw new StartRefusedException($"{Setting} is \"{setting}\"; it is one of {string.Join(", ", Enum.GetNames<RulesRuntime>())}.");
    }
}
