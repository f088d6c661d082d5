using MyOpenIP.RulesEngine.Compilation;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Model;
using MyOpenIP.RulesEngine.Planning;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine;

/// <summary>
/// Evaluates rules of NRules' canonical model once over given facts: each rule runs once, after all those whose facts it reads;
/// nothing is changed or taken back.
/// </summary>
public sealed class OneShotRuntime : IRuleRuntime
{
    private readonly SessionFactory _sessions;

    /// <summary>Puts rules in the order of what they match and yield, and compiles each into one function.</summary>
    /// <param name="rules">The rules, of whatever made them. Where nothing else orders two rules, the first given runs first.</param>
    /// <exception cref="RuleRefusedException">
    /// A rule uses what is not supported, two have one name, or they need each other's facts. The message names rule and construct.
    /// </exception>
    public OneShotRuntime(IEnumerable<IRuleDefinition> rules)
        : this(rules, SessionBounds.Default)
    {
    }

    internal OneShotRuntime(IEnumerable<IRuleDefinition> rules, SessionBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(rules);
        RulePlan[] plans = [.. rules.Select(RuleReading.Of)];
        if (plans.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new RuleRefusedException(same.Key, "a name that another rule has", "another name");
        Type[] named = [.. plans.SelectMany(p => p.Reads.Select(r => r.Type).Concat(p.Yields.Select(y => y.Type.Type))).Distinct()];
        var types = new FactTypes(named);
        var indexes = new IndexPlans();
        CompiledRule[] compiled = [.. RuleOrder.Of(plans).Select(rule => RuleCompiler.Compile(rule, types, indexes))];
        _sessions = new SessionFactory(types, [.. named.Select(MakerOf)], compiled, indexes.Count, bounds);
    }

    /// <inheritdoc/>
    /// <exception cref="RuleFailedException">
    /// A rule threw, yielded null or a fact equal to another, or the evaluation passed its bound of facts or of work.
    /// </exception>
    public IEvaluation Evaluate(IEnumerable<object> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var session = _sessions.Create();
        try
        {
            session.Insert(facts);
            session.Fire();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static Func<FactList> MakerOf(Type type)
    {
        var list = typeof(FactList<>).MakeGenericType(type);
        return () => (FactList)Activator.CreateInstance(list)!;
    }
}
