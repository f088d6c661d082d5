using System.Globalization;
using System.Linq.Expressions;
using System.Text;

namespace MyOpenIP.RulesEngine.Planning;

/// <summary>A text that is the same for two expressions only if they mean the same, so that rules can share an index.</summary>
internal sealed class ExpressionIdentity : ExpressionVisitor
{
    private readonly StringBuilder _text = new();
    private bool _isKnown = true;

    /// <returns>The text, or null: a shape that it does not know.</returns>
    public static string? Of(IEnumerable<Expression> expressions)
    {
        var identity = new ExpressionIdentity();
        foreach (var expression in expressions)
        {
            identity.Visit(expression);
            identity._text.Append(';');
        }
        return identity._isKnown ? identity._text.ToString() : null;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null)
            return null;
        _text.Append('(').Append(node.NodeType).Append(' ').Append(node.Type.AssemblyQualifiedName).Append(' ');
        if (node is not (MemberExpression or ParameterExpression or UnaryExpression or BinaryExpression) && !IsSimple(node))
            _isKnown = false;
        else
            base.Visit(node);
        _text.Append(')');
        return node;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        _text.Append(node.Member.DeclaringType!.AssemblyQualifiedName).Append('.').Append(node.Member.Name);
        return base.VisitMember(node);
    }

    protected override Expression VisitConstant(ConstantExpression node)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{node.Value}");
        _text.Append(node.Value is null ? "null" : value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
        return node;
    }

    private static bool IsSimple(Expression node) =>
        node is ConstantExpression constant && (constant.Value is null || constant.Value is string || constant.Type.IsPrimitive || constant.Type.IsEnum);
}
