using System.Globalization;
using CsCheck;
using MyOpenIP.RulesEngine.Compilation;
using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests.Properties;

public sealed class EvaluationPropertyTests
{
    // A long run: RULES_ENGINE_CASES=100000.
    private static readonly long Cases =
        long.Parse(Environment.GetEnvironmentVariable("RULES_ENGINE_CASES") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void Any_rules_over_any_facts_derive_what_nested_loops_derive() =>
        Shapes.Cases.Sample(
            shape => Assert.Equal(Text(NaiveEvaluation.Of(shape)), Text(Evaluated(shape))),
            iter: Cases,
            print: Print);

    private static IEnumerable<Fact>? Evaluated(CaseShape shape)
    {
        GeneratedRule[] rules = [.. shape.Rules.Select((r, number) => new GeneratedRule(number, r))];
        foreach (var rule in rules)
            rule.Define();
        Rule[] given = [.. rules.OrderBy(r => Array.IndexOf(rules, r) * 7 % (shape.Order + 2))];
        var session = RuleSetCompiler.Compile(given, SessionBounds.Default).CreateSession();
        try
        {
            session.InsertAll(shape.Facts);
            session.Fire();
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (RuleExecutionException e) when (e.InnerException is EqualFactException)
        {
            return null;
        }
        return session.Query<Fact>();
    }

    private static string Text(IEnumerable<Fact>? facts) =>
        facts is null ? "refused" : string.Join("\n", facts.AsEnumerable().Select(f => f.ToString()).Order(StringComparer.Ordinal));

    private static string Print(CaseShape shape) =>
        string.Join("\n", shape.Rules.Select((r, number) => $"{number}: named by all {r.IsNamedByAll}, having {r.Having}: "
            + string.Join("; ", r.Elements.Select(e => $"{e.Kind} {Shapes.TypeOf(number, e).Name} {string.Join(",", e.Conditions.Select(c => c.ToString()))}"))))
        + "\n" + string.Join("\n", shape.Facts.Select(f => f.ToString()));
}
