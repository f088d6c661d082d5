using System.Linq.Expressions;
using System.Reflection;

namespace MyOpenIP.RulesEngine.Model;

/// <summary>
/// What a rule has bound so far. An expression may use nothing else of the rule: a variable of <c>Define</c> that is bound only
/// later stays a captured variable, and would always read its empty value.
/// </summary>
internal sealed class BoundNames(string rule, IEnumerable<string> all) : ExpressionVisitor
{
    private readonly HashSet<string> _all = [.. all];
    private readonly HashSet<string> _bound = [];

    public void Bind(string name) => _bound.Add(name);

    /// <param name="expression">An expression of the rule.</param>
    /// <param name="own">What it may use besides: the fact that it is a condition of.</param>
    /// <exception cref="RuleRefusedException">It uses what is not bound.</exception>
    public void Check(LambdaExpression expression, string? own = null)
    {
        foreach (var parameter in expression.Parameters)
            if (parameter.Name != own && !_bound.Contains(parameter.Name!))
                throw Refused(parameter.Name!);
        Visit(expression.Body);
    }

    protected override Expression VisitMember(MemberExpression node) =>
        node is { Expression: null or ConstantExpression, Member: FieldInfo { Name: var name } } && _all.Contains(name)
            ? throw Refused(name)
            : base.VisitMember(node);

    private RuleRefusedException Refused(string name) =>
        new(rule, $"using {name} before it is bound", $"the element that binds {name} first, or another name");
}
