using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.Fluent;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests;

/// <summary>Loads and runs a few rules by their classes.</summary>
internal static class Rules
{
    public static OneShotRuntime Compiled(params Type[] rules) => new(Loaded(rules));

    public static OneShotRuntime Bounded(SessionBounds bounds, params Type[] rules) => new(Loaded(rules), bounds);

    public static IEnumerable<IRuleDefinition> Loaded(params Type[] rules)
    {
        var repository = new RuleRepository();
        repository.Load(from => from.PrivateTypes().NestedTypes().From(rules));
        return repository.GetRules();
    }

    public static IEvaluation Of(this IRuleRuntime runtime, params object[] facts) => runtime.Evaluate(facts);

    public static T[] All<T>(this IEvaluation evaluation) => evaluation.Facts<T>().ToArray();

    public static T[] Yielded<T>(Type[] rules, params object[] facts)
    {
        using var evaluation = Compiled(rules).Evaluate(facts);
        return evaluation.All<T>();
    }
}
