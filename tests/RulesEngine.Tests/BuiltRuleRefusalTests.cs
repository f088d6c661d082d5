using System.Linq.Expressions;
using NRules.RuleModel;
using NRules.RuleModel.Builders;
using static MyOpenIP.RulesEngine.Tests.RefusalTests;

namespace MyOpenIP.RulesEngine.Tests;

public sealed class BuiltRuleRefusalTests
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IContext), "ctx");

    private static RuleBuilder Built(Action<RuleBuilder> parts)
    {
        var builder = new RuleBuilder();
        builder.Name("Built");
        parts(builder);
        return builder;
    }

    public static TheoryData<string, string> BuiltRules => new()
    {
        { "or", "Or is not supported; write a rule for each alternative, or one condition with ||." },
        { "not a group", "And is not supported; write its elements one after the other." },
        { "exists of any", "Or is not supported; write a rule for each alternative, or one condition with ||." },
        { "another type", "inserting a Other as a Made is not supported; write Yield of a Made." },
        { "trigger", "Do is not supported; write Yield." },
        { "custom", "the aggregation Sum is not supported; write Collect, and compute where the collection is used." },
        { "factory", "the aggregation Collect is not supported; write Collect, and compute where the collection is used." },
        { "set", "the aggregation Collect is not supported; write Collect, and compute where the collection is used." },
        { "unbound", "using later before it is bound is not supported; write the element that binds later first, or another name." },
    };

    [Theory]
    [MemberData(nameof(BuiltRules))]
    public void A_rule_that_was_not_written_in_the_fluent_language_is_refused_alike(string what, string why)
    {
        var later = Expression.Parameter(typeof(Other), "later");
        var given = Expression.Parameter(typeof(Given), "given");
        var made = Expression.New(typeof(Made).GetConstructors().Single(), Expression.Constant(1));
        var builder = Built(b =>
        {
            var all = b.LeftHandSide();
            if (what is not "unbound")
                all.Pattern(typeof(Given), "given");
            switch (what)
            {
                case "or":
                    all.GroupType(GroupType.Or);
                    break;
                case "not a group":
                    all.Not().Group(GroupType.And).Pattern(typeof(Other), "o");
                    break;
                case "exists of any":
                    all.Exists().Group(GroupType.Or).Pattern(typeof(Other), "o");
                    break;
                case "set":
                    var set = all.Pattern(typeof(HashSet<Other>), "others").Aggregate();
                    set.ResultType(typeof(HashSet<Other>));
                    set.Collect();
                    set.Pattern(typeof(Other), "o");
                    break;
                case "custom":
                    Aggregated(all, "Sum", null);
                    break;
                case "factory":
                    Aggregated(all, AggregateElement.CollectName, typeof(string));
                    break;
                case "unbound":
                    all.Pattern(typeof(Given), "given").Condition(Expression.Lambda(Expression.NotEqual(later, Expression.Constant(null)), given, later));
                    all.Pattern(typeof(Other), "later");
                    break;
            }
            switch (what)
            {
                case "another type":
                    b.RightHandSide().Action(YieldedBy.Action(
                        typeof(Made), Context, [], Expression.New(typeof(Other).GetConstructors().Single(), Expression.Constant(1)), made));
                    break;
                case "trigger":
                    b.RightHandSide().Action(YieldedBy.Action(typeof(Made), Context, [], made), ActionTrigger.Activated);
                    break;
                default:
                    b.RightHandSide().Action(YieldedBy.Action(typeof(Made), Context, [], made));
                    break;
            }
        });
        var refusal = Assert.Throws<RuleRefusedException>(() => new OneShotRuntime([builder.Build()]));
        Assert.Equal($"Rule 'Built': {why}", refusal.Message);
    }

    private static void Aggregated(GroupBuilder all, string name, Type? factory)
    {
        var aggregate = all.Pattern(typeof(IEnumerable<Other>), "others").Aggregate();
        aggregate.Aggregator(name, [], factory!);
        aggregate.Pattern(typeof(Other), "o");
    }

    public static TheoryData<string> NearlyYields => new()
    {
        "inserts by another method", "does nothing", "does nothing again", "does one thing more", "does something else first", "takes it from elsewhere", "calls what was given",
    };

    [Theory]
    [MemberData(nameof(NearlyYields))]
    public void An_action_that_is_nearly_what_Yield_makes_is_refused(string what)
    {
        var found = Expression.Variable(typeof(Made));
        var key = Expression.Constant("key");
        var fact = Expression.New(typeof(Made).GetConstructors().Single(), Expression.Constant(1));
        Expression insert = Expression.Call(Context, nameof(IContext.InsertLinked), null, key, fact);
        Expression update = Expression.Call(Context, nameof(IContext.UpdateLinked), null, key, found);
        Func<IContext, Made, Made> given = (_, made) => made;
        var again = Expression.Assign(found, Expression.Invoke(Expression.Lambda(fact, Context, Expression.Parameter(typeof(Made))), Context, found));
        var builder = Built(b =>
        {
            b.LeftHandSide().Pattern(typeof(Given), "given");
            b.RightHandSide().Action(Expression.Lambda(
                Expression.Block(
                    [found],
                    Expression.Assign(found, Expression.Convert(Expression.Call(Context, nameof(IContext.GetLinked), null, key), typeof(Made))),
                    Expression.IfThenElse(
                        Expression.Equal(found, Expression.Constant(null)),
                        what switch
                        {
                            "inserts by another method" => Expression.Call(Context, nameof(IContext.Insert), null, fact),
                            "does nothing" => Expression.Empty(),
                            _ => insert,
                        },
                        what switch
                        {
                            "does nothing again" => Expression.Empty(),
                            "does one thing more" => Expression.Block(again, update, Expression.Empty()),
                            "does something else first" => Expression.Block(Expression.Empty(), update),
                            "takes it from elsewhere" => Expression.Block(Expression.Assign(found, fact), update),
                            "calls what was given" => Expression.Block(Expression.Assign(found, Expression.Invoke(Expression.Constant(given), Context, found)), update),
                            _ => Expression.Block(again, update),
                        })),
                Context));
        });
        var refusal = Assert.Throws<RuleRefusedException>(() => new OneShotRuntime([builder.Build()]));
        Assert.Equal("Rule 'Built': Do is not supported; write Yield.", refusal.Message);
    }
}
