using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Tests.Services;

public sealed class PricerSetupTests
{
    private static AmendmentPricer With(string? setting) => new ServiceCollection()
        .AddPricer(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [Settings.RulesEngine.Name] = setting }).Build())
        .BuildServiceProvider().GetRequiredService<AmendmentPricer>();

    [Theory]
    [InlineData(null, RulesRuntime.OneShot)]
    [InlineData("", RulesRuntime.OneShot)]
    [InlineData("OneShot", RulesRuntime.OneShot)]
    [InlineData("NRules", RulesRuntime.NRules)]
    [InlineData("nrules", RulesRuntime.NRules)]
    public void The_setting_chooses_what_evaluates_the_rules(string? setting, RulesRuntime runtime) => Assert.Equal(runtime, With(setting).Runtime);

    [Theory]
    [InlineData("Drools")]
    [InlineData("1")]
    public void A_setting_that_names_no_runtime_refuses_the_start(string setting)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => With(setting));
        Assert.Equal($"--Pricing:RulesEngine is \"{setting}\": it takes OneShot or NRules.", refusal.Message);
    }
}
