using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>The indexes of a rule set. Rules that look facts up by the same key share one.</summary>
internal sealed class IndexPlans
{
    private readonly Dictionary<string, IndexPlan> _shared = [];

    public int Count { get; private set; }

    /// <summary>The index over the facts of a variable's type, with the keys and conditions of an access.</summary>
    public IndexPlan Of(ParameterExpression fact, FactAccess access)
    {
        Expression[] keys = [.. access.Keys.Select(k => k.OfFact)];
        var identity = ExpressionIdentity.Of([Expression.Constant(keys.Length), .. keys, .. access.Indexed]);
        if (identity is not null && _shared.TryGetValue(identity, out var shared))
            return shared;
        var key = Key(keys);
        var plan = new IndexPlan(Count++, typeof(FactIndex<>).MakeGenericType(key.Type), Extension(fact, key, access.Indexed));
        if (identity is not null)
            _shared.Add(identity, plan);
        return plan;
    }

    /// <summary>One key, or the tuple of several.</summary>
    public static Expression Key(Expression[] parts)
    {
        if (parts.Length == 1)
            return parts[0];
        Expression[] first = parts.Length > MostParts ? [.. parts[..(MostParts - 1)], Key(parts[(MostParts - 1)..])] : parts;
        var create = typeof(ValueTuple).GetMethods().Single(m => m.Name == nameof(ValueTuple.Create) && m.GetParameters().Length == first.Length);
        return Expression.Call(create.MakeGenericMethod([.. first.Select(p => p.Type)]), first);
    }

    private const int MostParts = 7;

    // (index, items, end) => for each row from what is built to end: if it meets the conditions, add it by its key.
    private static Delegate Extension(ParameterExpression fact, Expression key, IReadOnlyList<Expression> conditions)
    {
        var index = Expression.Parameter(typeof(FactIndex<>).MakeGenericType(key.Type), "index");
        var items = Expression.Parameter(fact.Type.MakeArrayType(), "items");
        var end = Expression.Parameter(typeof(int), "end");
        var row = Expression.Variable(typeof(int), "row");
        var add = Expression.Call(index, nameof(FactIndex<>.Add), null, row, key);
        var body = Expression.Block(
            [row],
            Expression.Call(index, nameof(FactIndex<>.Reserve), null, end),
            Expression.Assign(row, Expression.Property(index, nameof(FactIndex.Built))),
            Flow.While(
                Expression.LessThan(row, end),
                Expression.Block(
                    [fact],
                    Expression.Assign(fact, Expression.ArrayIndex(items, row)),
                    Flow.If(conditions, add),
                    Expression.PreIncrementAssign(row))),
            Expression.Assign(Expression.Property(index, nameof(FactIndex.Built)), end));
        return Expression.Lambda(body, index, items, end).Compile();
    }
}

/// <summary>An index of a rule set.</summary>
/// <param name="Number">Its number in a session.</param>
/// <param name="Type">Its type, a <see cref="FactIndex{TKey}"/>.</param>
/// <param name="Extend">Adds the rows of a list that are not in it yet: (index, items, end).</param>
internal sealed record IndexPlan(int Number, Type Type, Delegate Extend);
