using System.Linq.Expressions;
using NRules.Fluent.Dsl;
using NRules.RuleModel;
using NRules.RuleModel.Builders;

namespace MyOpenIP.RulesEngine.Tests;

/// <summary>What a rule that was built, not written, may have that a written one has not.</summary>
public sealed class ModelTests
{
    internal interface ICounted
    {
        int Count { get; }
    }

    internal sealed record Part(int Count) : ICounted;

    internal sealed record Box(int Size);

    internal sealed record Told(object What);

    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IContext), "ctx");

    private static object[] Derived(Action<GroupBuilder> when, Type type, string name, params object[] facts)
    {
        var builder = new RuleBuilder();
        builder.Name("Built");
        when(builder.LeftHandSide());
        var bound = Expression.Parameter(type, name);
        var told = Expression.New(typeof(Told).GetConstructors().Single(), Expression.Convert(bound, typeof(object)));
        builder.RightHandSide().Action(YieldedBy.Action(typeof(Told), Context, [bound], told));
        using var evaluation = new OneShotRuntime([builder.Build()]).Evaluate(facts);
        return [.. evaluation.All<Told>().Select(t => t.What)];
    }

    [Fact]
    public void A_condition_may_see_a_fact_as_what_it_is_besides()
    {
        Expression<Func<ICounted, bool>> isTwo = part => part.Count == 2;
        Assert.Equal(
            [new Part(2)],
            Derived(all => all.Pattern(typeof(Part), "part").Condition(isTwo), typeof(Part), "part", new Part(1), new Part(2)));
    }

    [Fact]
    public void A_collection_may_be_declared_as_any_that_a_list_is()
    {
        var found = Derived(Collect, typeof(IReadOnlyCollection<Part>), "parts", new Part(1), new Part(2));
        Assert.Equal([new Part(1), new Part(2)], (IReadOnlyCollection<Part>)Assert.Single(found));

        static void Collect(GroupBuilder all)
        {
            var aggregate = all.Pattern(typeof(IReadOnlyCollection<Part>), "parts").Aggregate();
            aggregate.ResultType(typeof(IReadOnlyCollection<Part>));
            aggregate.Collect();
            aggregate.Pattern(typeof(Part), "part");
        }
    }

    [Fact]
    public void A_computed_value_may_be_declared_as_what_it_is_besides()
    {
        Expression<Func<Part, int>> count = part => part.Count;
        Assert.Equal([2], Derived(
            all =>
            {
                all.Pattern(typeof(Part), "part");
                all.Pattern(typeof(object), "value").Binding().BindingExpression(count);
            },
            typeof(object), "value", new Part(2)));
    }

    [Fact]
    public void A_name_inside_an_element_hides_that_of_the_rule_there_alone()
    {
        Expression<Func<Box, bool>> isSmall = part => part.Size < 5;
        Expression<Func<Box, Part, bool>> fits = (box, part) => box.Size == part.Count;
        Assert.Equal([new Part(7)], Derived(
            all =>
            {
                all.Pattern(typeof(Part), "part");
                all.Not().Pattern(typeof(Box), "part").Condition(isSmall);
                all.Exists().Pattern(typeof(Box), "box").Condition(fits);
            },
            typeof(Part), "part", new Part(7), new Part(8), new Box(7)));
    }

    internal sealed class TellsParts : Rule
    {
        public override void Define()
        {
            Part part = null!;
            When().Match(() => part);
            Then().Yield(ctx => new Told(part));
        }
    }

    [Fact]
    public void The_action_that_is_built_is_the_one_that_Yield_makes()
    {
        var written = Rules.Loaded(typeof(TellsParts)).Single().RightHandSide.Actions.Single().Expression;
        var part = Expression.Parameter(typeof(Part), "part");
        var told = Expression.New(typeof(Told).GetConstructors().Single(), part);
        var built = YieldedBy.Action(typeof(Told), Context, [part], told);
        Assert.Equal(Shape.Of(written), Shape.Of(built));
    }

    private sealed class Shape : ExpressionVisitor
    {
        private readonly List<string> _nodes = [];

        public static string[] Of(Expression expression)
        {
            var shape = new Shape();
            shape.Visit(expression);
            return [.. shape._nodes];
        }

        public override Expression? Visit(Expression? node)
        {
            if (node is not null)
                _nodes.Add($"{node.NodeType} {node.Type.Name} {(node as MethodCallExpression)?.Method.Name}{(node as ConstantExpression)?.Value}{(node as ParameterExpression)?.Name}");
            return base.Visit(node);
        }
    }
}
