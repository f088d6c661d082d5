using System.Linq.Expressions;
using System.Reflection;
using MyOpenIP.RulesEngine.Evaluation;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>What the parts of one compiled rule share: the session, variables of the whole function, and what is bound so far.</summary>
internal sealed class RuleScope(FactTypes types)
{
    private static readonly MethodInfo ListMethod = typeof(Session).GetMethod(nameof(Evaluation.Session.List))!;
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _start = [];
    private readonly Dictionary<string, ParameterExpression> _bindings = [];
    private readonly Dictionary<Type, (ParameterExpression Items, ParameterExpression Count)> _lists = [];

    public ParameterExpression Session { get; } = Expression.Parameter(typeof(Session), "session");

    public FactTypes Types { get; } = types;

    /// <summary>A variable of the whole function, with its first value.</summary>
    public ParameterExpression Variable(Type type, Expression first)
    {
        var variable = Expression.Variable(type);
        _variables.Add(variable);
        _start.Add(Expression.Assign(variable, first));
        return variable;
    }

    /// <summary>The array of the facts of a type, and how many there are.</summary>
    public (ParameterExpression Items, ParameterExpression Count) List(Type type)
    {
        if (!_lists.TryGetValue(type, out var found))
        {
            var list = Variable(
                typeof(FactList<>).MakeGenericType(type),
                Expression.Call(Session, ListMethod.MakeGenericMethod(type), Expression.Constant(Types.ListOf(type))));
            found = (Variable(type.MakeArrayType(), Expression.Property(list, nameof(FactList<>.Items))),
                Variable(typeof(int), Expression.Property(list, nameof(FactList.Count))));
            _lists.Add(type, found);
        }
        return found;
    }

    public void Bind(string name, ParameterExpression to) => _bindings[name] = to;

    /// <summary>Conditions on something that has its name for them alone; it may hide what is bound.</summary>
    public Expression[] BoundFor(string name, ParameterExpression to, LambdaExpression[] conditions)
    {
        var hidden = _bindings.GetValueOrDefault(name);
        Bind(name, to);
        var bound = Bound(conditions);
        if (hidden is null)
            _bindings.Remove(name);
        else
            Bind(name, hidden);
        return bound;
    }

    /// <summary>An expression of the rule with what is bound in the place of its parameters.</summary>
    public Expression Bound(LambdaExpression expression) => new Binding(_bindings, expression.Parameters).Visit(expression.Body);

    public Expression[] Bound(IEnumerable<LambdaExpression> expressions) => [.. expressions.Select(Bound)];

    public RuleBody Compile(string name, Expression body) =>
        Expression.Lambda<RuleBody>(Expression.Block(_variables, [.. _start, body, Expression.Empty()]), name, [Session]).Compile();

    private sealed class Binding(
        Dictionary<string, ParameterExpression> bindings, IReadOnlyCollection<ParameterExpression> parameters) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (!parameters.Contains(node))
                return node;
            var variable = bindings[node.Name!];
            return variable.Type == node.Type ? variable : Expression.Convert(variable, node.Type);
        }
    }
}
