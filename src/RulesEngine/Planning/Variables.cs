using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>Which variables an expression uses that it does not declare itself.</summary>
internal sealed class Variables : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _used = [];
    private readonly HashSet<ParameterExpression> _own = [];

    /// <summary>Whether the expression uses a variable other than the fact.</summary>
    public static bool AreUsed(Expression expression, ParameterExpression? fact)
    {
        var found = Find(expression);
        return found.Any(v => v != fact);
    }

    /// <summary>Whether the expression uses the variable.</summary>
    public static bool Uses(Expression expression, ParameterExpression variable) => Find(expression).Contains(variable);

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        _own.UnionWith(node.Parameters);
        return base.VisitLambda(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _used.Add(node);
        return node;
    }

    private static HashSet<ParameterExpression> Find(Expression expression)
    {
        var search = new Variables();
        search.Visit(expression);
        search._used.ExceptWith(search._own);
        return search._used;
    }
}
