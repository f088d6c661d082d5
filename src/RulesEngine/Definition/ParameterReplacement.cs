using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>Puts an expression in the place of a parameter.</summary>
internal sealed class ParameterReplacement(ParameterExpression parameter, Expression by) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
}
