using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>The statements that compiled rules are made of.</summary>
internal static class Flow
{
    public static Expression While(Expression test, Expression body, LabelTarget? end = null)
    {
        end ??= Expression.Label();
        return Expression.Loop(Expression.IfThenElse(test, body, Expression.Break(end)), end);
    }

    /// <summary>Does something where all conditions hold, evaluated in turn.</summary>
    public static Expression If(IReadOnlyList<Expression> conditions, Expression then) =>
        conditions.Count == 0 ? then : Expression.IfThen(conditions.Aggregate(Expression.AndAlso), then);
}
