using System.Linq.Expressions;
using System.Reflection;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>Refuses an expression that uses a variable before the rule binds it: it would always read the variable's empty value.</summary>
internal sealed class AliasUse : ExpressionVisitor
{
    private readonly HashSet<MemberInfo> _unbound;

    private AliasUse(IEnumerable<MemberInfo> aliases) => _unbound = [.. aliases];

    public static void Check(RuleRecorder rule)
    {
        var check = new AliasUse(rule.Aliases);
        foreach (var element in rule.Elements)
            check.Visit(element);
        foreach (var yield in rule.Yields)
            check.Visit(yield.Fact);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (_unbound.Contains(node.Member))
        {
            throw new RefusedConstructException(
                $"using {node.Member.Name} before it is bound", $"the element that binds {node.Member.Name} first");
        }
        return base.VisitMember(node);
    }

    private void Visit(RuleElement element)
    {
        foreach (var expression in element.Expressions)
            Visit(expression);
        if (element.Binds is { } alias)
            _unbound.Remove(alias);
    }
}
