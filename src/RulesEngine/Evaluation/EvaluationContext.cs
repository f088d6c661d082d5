using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>What the expressions of <c>Yield</c> are given.</summary>
internal sealed class EvaluationContext : IContext
{
    public static EvaluationContext Instance { get; } = new();
}
