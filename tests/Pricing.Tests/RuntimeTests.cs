using MyOpenIP.Pricing.Runtimes;
using MyOpenIP.RulesEngine;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void A_construct_that_the_one_shot_runtime_lacks_is_refused_under_it_and_evaluated_under_NRules()
    {
        var rules = PricingRules.Load(typeof(SmallestAsked));
        var refusal = Assert.Throws<RuleRefusedException>(() => new OneShotRuntime(rules));
        Assert.Equal("Rule 'Smallest asked': All is not supported; write Not, with the condition that a fact must not meet.", refusal.Message);
        using var evaluation = new NRulesRuntime(rules).Evaluate([new Asked(2), new Asked(1)]);
        Assert.Equal([new Smallest(1)], evaluation.Facts<Smallest>());
    }

    public static TheoryData<RulesRuntime> Runtimes => [.. Enum.GetValues<RulesRuntime>()];

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void Equal_facts_and_null_are_refused_alike(RulesRuntime runtime)
    {
        IRuleRuntime rules = runtime == RulesRuntime.NRules ? new NRulesRuntime(PricingRules.Load()) : new OneShotRuntime(PricingRules.Load());
        Assert.ThrowsAny<ArgumentException>(() => rules.Evaluate([new Asked(1), new Asked(1)]));
        Assert.ThrowsAny<ArgumentException>(() => rules.Evaluate([null!]));
    }

    [Fact]
    public void Rules_are_loaded_in_the_order_of_their_names()
    {
        string[] names = [.. PricingRules.Load(typeof(SmallestAsked)).Select(r => r.Name)];
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Contains("Smallest asked", names);
    }

    [Fact]
    public void A_runtime_that_is_not_known_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AmendmentPricer((RulesRuntime)7));
}

internal sealed record Asked(int Number);

internal sealed record Smallest(int Number);

[Name("Smallest asked")]
internal sealed class SmallestAsked : Rule
{
    public override void Define()
    {
        Asked asked = null!;
        When().Match(() => asked).All<Asked>(other => other.Number >= asked.Number);
        Then().Yield(_ => new Smallest(asked.Number));
    }
}
