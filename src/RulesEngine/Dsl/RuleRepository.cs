using MyOpenIP.RulesEngine.Definition;
using NRules.Fluent.Dsl;
using NRules.RuleModel;

namespace NRules.Fluent;

/// <summary>Rules, loaded from their classes.</summary>
public class RuleRepository : IRuleRepository
{
    private readonly List<Rule> _rules = [];

    IReadOnlyList<Rule> IRuleRepository.Rules => _rules;

    /// <summary>Loads rules and has each of them define itself.</summary>
    /// <param name="specAction">Says which.</param>
    /// <exception cref="RuleDefinitionException">A rule that cannot be made, whose <c>Define</c> throws, that uses what is not
    /// supported, or whose name another rule has. The message names the rule.</exception>
    public void Load(Action<IRuleLoadSpec> specAction)
    {
        ArgumentNullException.ThrowIfNull(specAction);
        var spec = new RuleLoadSpec();
        specAction(spec);
        foreach (var type in spec.RuleTypes())
        {
            var rule = RuleActivation.Define(type);
            RuleActivation.RefuseSecondOfName(_rules, rule);
            _rules.Add(rule);
        }
    }
}
