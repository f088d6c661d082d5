using MyOpenIP.RulesEngine.Compilation;
using MyOpenIP.RulesEngine.Evaluation;
using NRules.RuleModel;

namespace NRules;

/// <summary>Compiles rules.</summary>
public static class RuleRepositoryExtensions
{
    /// <summary>Puts rules in the order of what they match and yield, and compiles each into one function.</summary>
    /// <param name="repository">The rules.</param>
    /// <returns>What makes sessions.</returns>
    /// <exception cref="RuleCompilationException">A cycle through a negation or an aggregation. The message names it.</exception>
    public static ISessionFactory Compile(this IRuleRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return RuleSetCompiler.Compile(repository.Rules, SessionBounds.Default);
    }
}
