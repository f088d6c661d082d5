using System.Linq.Expressions;
using NRules.RuleModel;
using NRules.RuleModel.Builders;

namespace MyOpenIP.RulesEngine.Tests.Properties;

/// <summary>Builds a rule of a shape in the canonical model.</summary>
internal sealed class GeneratedRule(int number, RuleShape shape)
{
    private readonly List<ParameterExpression> _bound = [];

    public static IRuleDefinition Of(int number, RuleShape shape)
    {
        var builder = new RuleBuilder();
        builder.Name($"r{number}");
        new GeneratedRule(number, shape).Build(builder);
        return builder.Build();
    }

    private void Build(RuleBuilder builder)
    {
        var all = builder.LeftHandSide();
        PatternBuilder? last = null;
        foreach (var element in shape.Elements)
            last = Add(all, element, $"e{_bound.Count}") ?? last;
        if (last is not null && Facts.FirstOrDefault() is { } first)
            last.Condition(Lambda(Shapes.Havings[shape.Having], first));
        var made = Expression.Call(
            ((Func<int, bool, object?[], Fact>)Shapes.FactFor).Method,
            Expression.Constant(number),
            Expression.Constant(shape.IsNamedByAll),
            Expression.NewArrayInit(typeof(object), _bound.Select(b => Expression.Convert(b, typeof(object)))));
        var derived = Shapes.Derived[number];
        builder.RightHandSide().Action(YieldedBy.Action(
            derived, Expression.Parameter(typeof(IContext), "ctx"), [.. _bound], Expression.Convert(made, derived)));
    }

    private ParameterExpression[] Facts => [.. _bound.Where(b => b.Type.IsAssignableTo(typeof(Fact)))];

    private PatternBuilder? Add(GroupBuilder all, ElementShape element, string name)
    {
        var type = Shapes.TypeOf(number, element);
        PatternBuilder pattern;
        switch (element.Kind)
        {
            case Kind.Match:
                pattern = Conditioned(all.Pattern(type, name), element);
                break;
            case Kind.Exists:
                Conditioned(all.Exists().Pattern(type, $"any{name}"), element);
                return null;
            case Kind.Not:
                Conditioned(all.Not().Pattern(type, $"no{name}"), element);
                return null;
            case Kind.Collect:
                pattern = all.Pattern(typeof(IEnumerable<>).MakeGenericType(type), name);
                var aggregate = pattern.Aggregate();
                aggregate.Collect();
                Conditioned(aggregate.Pattern(type, "$this$"), element);
                pattern.Condition(Lambda(Shapes.OfAll[element.OfAll], Parameter(pattern)));
                break;
            default:
                pattern = all.Pattern(typeof(int), name);
                var earlier = Facts.FirstOrDefault();
                pattern.Binding().BindingExpression(earlier is null
                    ? Expression.Lambda(Expression.Constant(element.Type % 3))
                    : Lambda(Shapes.Numbers[element.OfAll], earlier));
                foreach (var condition in element.Conditions)
                    pattern.Condition(Lambda(Shapes.OfNumber[condition.Test % Shapes.OfNumber.Length], Parameter(pattern)));
                break;
        }
        _bound.Add(Parameter(pattern));
        return pattern;
    }

    private PatternBuilder Conditioned(PatternBuilder pattern, ElementShape element)
    {
        var fact = Parameter(pattern);
        ParameterExpression[] earlier = [.. _bound.Where(b => b.Type == typeof(int) || b.Type.IsAssignableTo(typeof(Fact)))];
        foreach (var (test, number) in element.Conditions)
        {
            var compared = earlier.Length == 0 ? null : earlier[number % earlier.Length];
            pattern.Condition(
                compared is null ? Lambda(Shapes.OwnTests[test % Shapes.OwnTests.Length], fact)
                : compared.Type == typeof(int) ? Lambda(Shapes.NumberTests[test % Shapes.NumberTests.Length], fact, compared)
                : Lambda(Shapes.Tests[test % Shapes.Tests.Length], fact, compared));
        }
        return pattern;
    }

    private static ParameterExpression Parameter(PatternBuilder pattern) =>
        Expression.Parameter(pattern.Declaration.Type, pattern.Declaration.Name);

    private static LambdaExpression Lambda(LambdaExpression template, params ParameterExpression[] arguments) =>
        Expression.Lambda(new Replacement(template.Parameters, arguments).Visit(template.Body), arguments);

    private sealed class Replacement(IReadOnlyList<ParameterExpression> parameters, ParameterExpression[] by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
        {
            for (var i = 0; i < by.Length; i++)
                if (parameters[i] == node)
                    return by[i];
            return node;
        }
    }
}
