using NRules.Fluent.Dsl;

namespace NRules.RuleModel;

/// <summary>Rules that can be compiled.</summary>
public interface IRuleRepository
{
    internal IReadOnlyList<Rule> Rules { get; }
}
