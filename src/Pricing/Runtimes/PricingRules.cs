using NRules.Fluent;
using NRules.RuleModel;

namespace MyOpenIP.Pricing.Runtimes;

/// <summary>The rules of the core, in one order whatever evaluates them: by name.</summary>
internal static class PricingRules
{
    /// <param name="more">Rules beside those of the core.</param>
    public static IReadOnlyList<IRuleDefinition> Load(params Type[] more)
    {
        var repository = new RuleRepository();
        repository.Load(from => from.PrivateTypes().From(typeof(AmendmentPricer).Assembly).From(more));
        return [.. repository.GetRuleSets().SelectMany(set => set.Rules).OrderBy(rule => rule.Name, StringComparer.Ordinal)];
    }
}
