using System.Linq.Expressions;
using System.Reflection;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>What the parts of one compiled rule share: the session, variables of the whole function, and what is bound so far.</summary>
internal sealed class RuleScope(FactTypes types)
{
    private static readonly MethodInfo ListMethod = typeof(Session).GetMethod(nameof(Evaluation.Session.List))!;
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _start = [];
    private readonly Dictionary<MemberInfo, ParameterExpression> _bindings = [];
    private readonly Dictionary<Type, (ParameterExpression Items, ParameterExpression Count)> _lists = [];

    public ParameterExpression Session { get; } = Expression.Parameter(typeof(Session), "session");

    public ParameterExpression Ranges { get; } = Expression.Parameter(typeof(int[]), "ranges");

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

    public void Bind(MemberInfo alias, ParameterExpression to) => _bindings.Add(alias, to);

    /// <summary>An expression of the rule with its variables bound, and its parameter replaced.</summary>
    public Expression Bound(LambdaExpression expression, Expression? argument = null) =>
        new Binding(_bindings, expression.Parameters.FirstOrDefault(), argument).Visit(expression.Body);

    public IEnumerable<Expression> Bound(IEnumerable<LambdaExpression> expressions, Expression? argument = null) =>
        expressions.Select(e => Bound(e, argument));

    /// <summary>Whether one of the expressions uses what is bound so far.</summary>
    public bool UseBindings(IEnumerable<LambdaExpression> expressions) =>
        expressions.Any(e => Variables.AreUsed(Bound(e, Expression.Default(e.Parameters[0].Type)), null));

    public RuleBody Compile(string name, Expression body) =>
        Expression.Lambda<RuleBody>(Expression.Block(_variables, [.. _start, body, Expression.Empty()]), name, [Session, Ranges]).Compile();

    private sealed class Binding(
        Dictionary<MemberInfo, ParameterExpression> bindings, ParameterExpression? parameter, Expression? argument) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression is null or ConstantExpression && bindings.TryGetValue(node.Member, out var variable)
                ? variable
                : base.VisitMember(node);

        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? argument! : node;
    }
}
