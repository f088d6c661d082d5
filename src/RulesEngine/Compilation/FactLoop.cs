using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>Goes over the facts of a type that meet conditions.</summary>
internal sealed class FactLoop(RuleScope scope, IndexPlans indexes)
{
    private ParameterExpression? _work;

    /// <summary>The work that the rule may still do; of the whole function.</summary>
    public ParameterExpression Work => _work ??= scope.Variable(typeof(long), Expression.Property(scope.Session, nameof(Session.Work)));

    /// <summary>Does something for each fact.</summary>
    /// <param name="fact">Variable for the fact.</param>
    /// <param name="tests">Conditions on it, bound.</param>
    /// <param name="body">What to do.</param>
    /// <param name="end">Label to break to.</param>
    public Expression Over(ParameterExpression fact, IEnumerable<Expression> tests, Expression body, LabelTarget? end = null)
    {
        var access = FactAccess.Of(tests, fact);
        var (items, count) = scope.List(fact.Type);
        var row = Expression.Variable(typeof(int), "row");
        var visit = Flow.If(access.Filters, body);
        return access.Keys.Count == 0
            ? Scan(row, items, count, fact, visit, end)
            : Lookup(row, items, count, fact, access, visit, end);
    }

    private BlockExpression Scan(
        ParameterExpression row, Expression items, Expression count, ParameterExpression fact, Expression visit, LabelTarget? end) =>
        Expression.Block(
            [row],
            Expression.Assign(row, Expression.Constant(0)),
            Flow.While(
                Expression.LessThan(row, count),
                Expression.Block(
                    [fact],
                    CountWork(),
                    Expression.Assign(fact, Expression.ArrayIndex(items, row)),
                    Expression.PreIncrementAssign(row),
                    visit),
                end));

    private ConditionalExpression Lookup(
        ParameterExpression row, Expression items, Expression count, ParameterExpression fact, FactAccess access, Expression visit, LabelTarget? end)
    {
        var index = Index(fact, access, items, count);
        return Expression.IfThen(
            index.IsReady,
            Expression.Block(
                [row],
                Expression.Assign(row, FirstOf(index.Variable, access)),
                Flow.While(
                    Expression.GreaterThanOrEqual(row, Expression.Constant(0)),
                    Expression.Block(
                        [fact],
                        CountWork(),
                        Expression.Assign(fact, Expression.ArrayIndex(items, row)),
                        visit,
                        Expression.Assign(row, Expression.ArrayIndex(Expression.Property(index.Variable, nameof(FactIndex<>.Next)), row))),
                    end)));
    }

    /// <summary>Whether a fact meets conditions; evaluated without a loop where an index or a count says it.</summary>
    public Expression Any(ParameterExpression fact, Expression[] tests, ParameterExpression found)
    {
        var access = FactAccess.Of(tests, fact);
        var (items, count) = scope.List(fact.Type);
        if (access.Keys.Count == 0 && access.Filters.Count == 0)
            return Expression.Assign(found, Expression.GreaterThan(count, Expression.Constant(0)));
        if (access.Filters.Count == 0)
        {
            var index = Index(fact, access, items, count);
            return Expression.Assign(found, Expression.AndAlso(
                index.IsReady,
                Expression.GreaterThanOrEqual(FirstOf(index.Variable, access), Expression.Constant(0))));
        }
        var end = Expression.Label();
        return Expression.Block(
            Expression.Assign(found, Expression.Constant(false)),
            Over(fact, tests, Expression.Block(Expression.Assign(found, Expression.Constant(true)), Expression.Break(end)), end));
    }

    // The index is brought up to date when it is first needed, and asked only if it has a row: then the wanted key is evaluated
    // exactly where a nested loop would evaluate it.
    private (ParameterExpression Variable, Expression IsReady) Index(ParameterExpression fact, FactAccess access, Expression items, Expression count)
    {
        var plan = indexes.Of(fact, access);
        var method = typeof(Session).GetMethod(nameof(Session.Index))!.MakeGenericMethod(plan.Type.GetGenericArguments());
        var index = scope.Variable(plan.Type, Expression.Call(scope.Session, method, Expression.Constant(plan.Number)));
        var extend = Expression.IfThen(
            Expression.LessThan(Expression.Property(index, nameof(FactIndex.Built)), count),
            Expression.Invoke(Expression.Constant(plan.Extend), index, items, count));
        return (index, Expression.Block(extend, Expression.Not(Expression.Property(index, nameof(FactIndex<>.IsEmpty)))));
    }

    private static MethodCallExpression FirstOf(Expression index, FactAccess access) =>
        Expression.Call(index, nameof(FactIndex<>.First), null, IndexPlans.Key([.. access.Keys.Select(k => k.Wanted)]));

    // Counts a candidate against the bound.
    private ConditionalExpression CountWork() => Expression.IfThen(
        Expression.LessThan(Expression.PreDecrementAssign(Work), Expression.Constant(0L)),
        Expression.Call(scope.Session, nameof(Session.StopWork), null));
}
