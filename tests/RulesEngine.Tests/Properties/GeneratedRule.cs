using System.Linq.Expressions;
using System.Reflection;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Tests.Properties;

/// <summary>A rule of a shape, stated in the language of rules.</summary>
internal sealed class GeneratedRule(int number, RuleShape shape) : Rule
{
    private static readonly Type[] Numbers = [typeof(byte), typeof(short), typeof(int)];
    private readonly List<MemberExpression?> _bound = [];

    public override void Define()
    {
        foreach (var element in shape.Elements)
        {
            var state = typeof(GeneratedRule).GetMethod(nameof(State), BindingFlags.NonPublic | BindingFlags.Instance)!;
            state.MakeGenericMethod(Shapes.TypeOf(number, element)).Invoke(this, [element]);
        }
        if (Facts.FirstOrDefault() is { } first)
            When().Having(Lambda<Func<bool>>(Shapes.Havings[shape.Having], first));
        var texts = _bound.Select(b => (Expression)(b is null ? Expression.Constant(null) : b));
        var made = Expression.Call(
            ((Func<int, RuleShape, object?[], Fact>)FactFor).Method,
            Expression.Constant(number), Expression.Constant(shape), Expression.NewArrayInit(typeof(object), texts));
        var yield = typeof(GeneratedRule).GetMethod(nameof(YieldOf), BindingFlags.NonPublic | BindingFlags.Instance)!;
        yield.MakeGenericMethod(Shapes.Derived[number]).Invoke(this, [made]);
    }

    /// <summary>What the rule yields for what is bound.</summary>
    public static Fact FactFor(int rule, RuleShape shape, object?[] bound)
    {
        var first = bound.Select(Shapes.FactOf).FirstOrDefault(f => f is not null);
        var depth = 1 + bound.Select(Shapes.FactOf).Max(f => f?.Depth ?? 0);
        var path = shape.IsNamedByAll ? string.Join("|", bound.Select(Shapes.TextOf)) : Shapes.TextOf(first);
        return Shapes.Yield(rule, $"r{rule}.{depth}<{path}>", first, depth);
    }

    private IEnumerable<MemberExpression> Facts => _bound.OfType<MemberExpression>().Where(b => typeof(Fact).IsAssignableFrom(b.Type));

    private void YieldOf<T>(Expression made)
    {
        var context = Expression.Parameter(typeof(NRules.RuleModel.IContext));
        Then().Yield(Expression.Lambda<Func<NRules.RuleModel.IContext, T>>(Expression.Convert(made, typeof(T)), context));
    }

    private void State<T>(ElementShape element)
        where T : Fact
    {
        Expression<Func<T, bool>>[] conditions = [.. element.Conditions.Select(Condition<T>)];
        if (typeof(T) == Shapes.Derived[number])
            conditions = [.. conditions, f => f.Depth < 2];
        switch (element.Kind)
        {
            case Kind.Match:
                When().Match(Alias<T>(), conditions);
                return;
            case Kind.Exists:
                When().Exists(conditions);
                break;
            case Kind.Not:
                When().Not(conditions);
                break;
            case Kind.All:
                When().All(f => f.X > 0, conditions);
                break;
            case Kind.Collect:
                When().Query(Alias<IEnumerable<T>>(), q => q.Match(conditions).Collect());
                return;
            case Kind.GroupByX:
                When().Query(Alias<IGrouping<int, T>>(), q => q.Match(conditions).GroupBy(f => f.X));
                return;
            case Kind.SelectFact:
                When().Query(Alias<Fact>(), q => q.Match<T>().Where(conditions).Select(f => (Fact)f));
                return;
            case Kind.SelectManyTwice:
                When().Query(Alias<string>(), q => q.Match(conditions).SelectMany(f => new[] { f.Path + "1", f.Path + "2" }));
                return;
            default:
                When().Query(
                    Alias<IEnumerable<IGrouping<int, T>>>(),
                    q => q.Match(conditions).GroupBy(f => f.X, f => f).Where(g => g.Count() > 1).Collect());
                return;
        }
        _bound.Add(null);
    }

    private Expression<Func<T>> Alias<T>()
    {
        var holder = typeof(Variable<,>).MakeGenericType(Numbers[_bound.Count], typeof(T));
        var variable = Expression.Field(null, holder, nameof(Variable<,>.Value));
        _bound.Add(variable);
        return Expression.Lambda<Func<T>>(variable);
    }

    private Expression<Func<T, bool>> Condition<T>(ConditionShape condition)
    {
        var fact = Expression.Parameter(typeof(T), "f");
        MemberExpression[] earlier = [.. Facts];
        return earlier.Length == 0
            ? Lambda<Func<T, bool>>(Shapes.OwnTests[condition.Test % Shapes.OwnTests.Length], fact)
            : Lambda<Func<T, bool>>(Shapes.Tests[condition.Test % Shapes.Tests.Length], fact, earlier[condition.Earlier % earlier.Length]);
    }

    private static Expression<TDelegate> Lambda<TDelegate>(LambdaExpression template, params Expression[] arguments) =>
        Expression.Lambda<TDelegate>(
            new Replacement(template.Parameters, arguments).Visit(template.Body), arguments.OfType<ParameterExpression>());

    private sealed class Replacement(IReadOnlyList<ParameterExpression> parameters, Expression[] by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
        {
            var at = parameters.ToList().IndexOf(node);
            return at < 0 ? node : by[at];
        }
    }
}
