namespace MyOpenIP.RulesEngine.Tests.Properties;

/// <summary>Evaluates a case as its definition says: nested loops over all facts, no index, every rule until nothing new comes.</summary>
internal static class NaiveEvaluation
{
    private static readonly Func<Fact, Fact, bool>[] Tests = [.. Shapes.Tests.Select(t => t.Compile())];
    private static readonly Func<Fact, bool>[] OwnTests = [.. Shapes.OwnTests.Select(t => t.Compile())];
    private static readonly Func<Fact, bool>[] Havings = [.. Shapes.Havings.Select(t => t.Compile())];

    /// <summary>All facts, or null: equal facts are refused.</summary>
    public static HashSet<Fact>? Of(CaseShape shape)
    {
        var facts = new HashSet<Fact>();
        foreach (var fact in shape.Facts)
        {
            if (!facts.Add(fact))
                return null;
        }
        for (var rule = 0; rule < shape.Rules.Length; rule++)
        {
            var done = new HashSet<string>();
            bool again;
            do
            {
                again = false;
                foreach (var bound in Matches(shape.Rules[rule], rule, [], [.. facts]).ToList())
                {
                    if (!done.Add(string.Join("|", bound.Select(Shapes.TextOf))))
                        continue;
                    again = true;
                    if (!facts.Add(GeneratedRule.FactFor(rule, shape.Rules[rule], bound)))
                        return null;
                }
            }
            while (again);
        }
        return facts;
    }

    private static IEnumerable<object?[]> Matches(RuleShape rule, int number, object?[] bound, Fact[] facts)
    {
        if (bound.Length == rule.Elements.Length)
            return bound.Select(Shapes.FactOf).FirstOrDefault(f => f is not null) is { } first && !Havings[rule.Having](first) ? [] : [bound];
        var element = rule.Elements[bound.Length];
        var type = Shapes.TypeOf(number, element);
        var own = type == Shapes.Derived[number];
        Fact[] met = [.. facts.Where(f => type.IsInstanceOfType(f) && (!own || f.Depth < 2) && element.Conditions.All(c => Holds(c, f, bound)))];
        IEnumerable<object?> results = element.Kind switch
        {
            Kind.Match or Kind.SelectFact => met,
            Kind.Exists => met.Length > 0 ? [null] : [],
            Kind.Not => met.Length == 0 ? [null] : [],
            Kind.All => facts.Where(f => type.IsInstanceOfType(f) && f.X > 0).All(f => element.Conditions.All(c => Holds(c, f, bound))) ? [null] : [],
            Kind.Collect => [met],
            Kind.GroupByX => met.GroupBy(f => f.X),
            Kind.SelectManyTwice => met.SelectMany(f => new[] { f.Path + "1", f.Path + "2" }),
            _ => [met.GroupBy(f => f.X).Where(g => g.Count() > 1).ToArray()],
        };
        return results.SelectMany(r => Matches(rule, number, [.. bound, r], facts));
    }

    private static bool Holds(ConditionShape condition, Fact fact, object?[] bound)
    {
        Fact[] earlier = [.. bound.Select(Shapes.FactOf).OfType<Fact>()];
        return earlier.Length == 0
            ? OwnTests[condition.Test % OwnTests.Length](fact)
            : Tests[condition.Test % Tests.Length](fact, earlier[condition.Earlier % earlier.Length]);
    }
}
