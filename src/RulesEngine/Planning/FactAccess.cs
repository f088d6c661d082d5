using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>
/// How the facts that meet conditions are found: by the keys of an index, or all in turn; then by filters. No expression is
/// evaluated for a fact for which it would not be if all conditions were evaluated as written, unless it cannot throw.
/// </summary>
/// <param name="Keys">Pairs of what a fact has and what it must equal; none: all facts in turn.</param>
/// <param name="Indexed">Conditions on the fact alone that it must meet to be in the index.</param>
/// <param name="Filters">What is left, cheapest first.</param>
internal sealed record FactAccess(
    IReadOnlyList<(Expression OfFact, Expression Wanted)> Keys, IReadOnlyList<Expression> Indexed, IReadOnlyList<Expression> Filters)
{
    public static FactAccess Of(IEnumerable<Expression> tests, ParameterExpression fact)
    {
        Condition[] conditions = [.. Condition.Of(tests, fact)];
        var keys = new List<(Expression OfFact, Expression Wanted)>();
        var indexed = new List<Condition>();
        var filters = new List<Condition>();
        foreach (var condition in conditions)
        {
            if (KeyOf(condition, fact) is not { } key || !MayBeKey(condition, keys.Count == 0, filters, indexed))
            {
                filters.Add(condition);
                continue;
            }
            keys.Add(key);
        }
        return new FactAccess(keys, [.. indexed.Select(c => c.Test)], [.. filters.OrderBy(f => f.IsTotal ? 0 : 1).Select(f => f.Test)]);
    }

    // A key that may throw is evaluated only for facts that meet what is written before it: these conditions go into the index.
    private static bool MayBeKey(Condition condition, bool isFirst, List<Condition> before, List<Condition> indexed)
    {
        if (condition.IsTotal)
            return true;
        if (!isFirst || before.Any(c => c.UsesBindings))
            return false;
        indexed.AddRange(before);
        before.Clear();
        return true;
    }

    private static (Expression OfFact, Expression Wanted)? KeyOf(Condition condition, ParameterExpression fact)
    {
        if (condition.Test is not BinaryExpression { NodeType: ExpressionType.Equal } equality || !KeyTypes.Have(equality.Left.Type))
            return null;
        var left = Side.Of(equality.Left, fact);
        var right = Side.Of(equality.Right, fact);
        return (left, right) switch
        {
            ({ IsOfFact: true }, { IsOfBindings: true }) => (equality.Left, equality.Right),
            ({ IsOfBindings: true }, { IsOfFact: true }) => (equality.Right, equality.Left),
            _ => null,
        };
    }

    private readonly record struct Side(bool UsesFact, bool UsesBindings)
    {
        public bool IsOfFact => UsesFact && !UsesBindings;

        public bool IsOfBindings => UsesBindings && !UsesFact;

        public static Side Of(Expression side, ParameterExpression fact) =>
            new(Variables.Uses(side, fact), Variables.AreUsed(side, fact));
    }
}
