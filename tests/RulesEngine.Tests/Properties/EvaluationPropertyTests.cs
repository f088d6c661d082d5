using System.Globalization;
using CsCheck;
using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests.Properties;

/// <summary>Random rules of the canonical model over random facts, evaluated by each from the same definitions.</summary>
public sealed class EvaluationPropertyTests
{
    // Long runs: RULES_ENGINE_CASES=100000, RULES_ENGINE_NRULES_CASES=10000.
    private static readonly long Cases = CountOf("RULES_ENGINE_CASES", 2000);
    private static readonly long NRulesCases = CountOf("RULES_ENGINE_NRULES_CASES", 200);

    [Fact]
    public void Any_rules_over_any_facts_derive_what_nested_loops_derive() =>
        Shapes.Cases.Sample(
            shape =>
            {
                var rules = RulesOf(shape);
                Assert.Equal(Text(NaiveEvaluation.Of(rules, shape.Facts)), Text(OneShot(Shuffled(rules, shape.Order), shape.Facts)));
            },
            iter: Cases,
            print: Print);

    [Fact]
    public void Any_rules_over_any_facts_derive_under_NRules_the_same_set() =>
        Shapes.NamedCases.Sample(
            shape =>
            {
                var rules = Shuffled(RulesOf(shape), shape.Order);
                Assert.Equal(Text(NRulesItself(rules, shape.Facts)), Text(OneShot(rules, shape.Facts)));
            },
            iter: NRulesCases,
            print: Print);

    private static long CountOf(string setting, long usual) =>
        Environment.GetEnvironmentVariable(setting) is { } count ? long.Parse(count, CultureInfo.InvariantCulture) : usual;

    private static IRuleDefinition[] RulesOf(CaseShape shape) => [.. shape.Rules.Select((rule, number) => GeneratedRule.Of(number, rule))];

    private static IRuleDefinition[] Shuffled(IRuleDefinition[] rules, int order) =>
        [.. rules.OrderBy(r => Array.IndexOf(rules, r) * 7 % (order + 2))];

    private static Fact[]? OneShot(IRuleDefinition[] rules, Fact[] facts)
    {
        var runtime = new OneShotRuntime(rules);
        try
        {
            using var evaluation = runtime.Evaluate(facts);
            return evaluation.All<Fact>();
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (RuleFailedException e) when (e.InnerException is EqualFactException)
        {
            return null;
        }
    }

    private static IEnumerable<object>? NRulesItself(IRuleDefinition[] rules, Fact[] facts)
    {
        var session = new RuleCompiler().Compile(rules).CreateSession();
        try
        {
            session.InsertAll(facts);
        }
        catch (ArgumentException)
        {
            return null;
        }
        session.Fire();
        return session.Query<Fact>().AsEnumerable();
    }

    private static string Text(IEnumerable<object>? facts) =>
        facts is null ? "refused" : string.Join("\n", facts.Select(f => f.ToString()).Order(StringComparer.Ordinal));

    private static string Print(CaseShape shape) =>
        string.Join("\n", shape.Rules.Select((r, number) => $"{number}: named by all {r.IsNamedByAll}, having {r.Having}: "
            + string.Join("; ", r.Elements.Select(e => $"{e.Kind} {Shapes.TypeOf(number, e).Name} {e.OfAll} {string.Join(",", e.Conditions.Select(c => c.ToString()))}"))))
        + "\n" + string.Join("\n", shape.Facts.Select(f => f.ToString()));
}
