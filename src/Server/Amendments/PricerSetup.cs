using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Amendments;

/// <summary>Chooses what evaluates the pricing rules.</summary>
internal static class PricerSetup
{
    /// <summary>Adds the pricer with the runtime that the settings name.</summary>
    /// <exception cref="StartRefusedException">The setting names no runtime.</exception>
    public static IServiceCollection AddPricer(this IServiceCollection services, IConfiguration configuration)
    {
        var runtime = Settings.RulesEngine.Of(configuration);
        return services.AddSingleton(_ => new AmendmentPricer(runtime));
    }
}
