using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Planning;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>Puts rules in order and compiles each into one function.</summary>
internal static class RuleSetCompiler
{
    public static SessionFactory Compile(IReadOnlyList<Rule> rules, SessionBounds bounds)
    {
        RulePlan[] plans = [.. rules.Select(r => new RulePlan(r))];
        var order = Stratification.Of(plans);
        Type[] named = [.. plans.SelectMany(p => p.Reads.Select(r => r.Type).Concat(p.Yields.Select(y => y.Type))).Distinct()];
        var types = new FactTypes(named);
        var indexes = new IndexPlans();
        Stratum[] strata = [.. order.Select(stratum => Compile(stratum, types, indexes))];
        return new SessionFactory(types, [.. named.Select(MakerOf)], strata, indexes.Count, bounds);
    }

    private static Stratum Compile(RulePlan[] stratum, FactTypes types, IndexPlans indexes) =>
        new([.. stratum.Select(rule => RuleCompiler.Compile(rule, types, indexes, GrowingIn(stratum)))]);

    // Whether the facts of a type may grow while the stratum is evaluated.
    private static Func<Type, bool> GrowingIn(RulePlan[] stratum) =>
        type => stratum.Any(rule => rule.Yields.Any(yielded => yielded.MayBe(type)));

    private static Func<FactList> MakerOf(Type type)
    {
        var list = typeof(FactList<>).MakeGenericType(type);
        return () => (FactList)Activator.CreateInstance(list)!;
    }
}
