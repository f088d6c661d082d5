using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Definition;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>Goes over the results of a query. A query that uses nothing bound before it is evaluated once per rule, when first needed.</summary>
internal sealed class QueryLoop(RuleScope scope, FactLoop facts)
{
    public Expression Over(QueryElement query, Func<ParameterExpression, Expression> body) =>
        scope.UseBindings(query.Expressions)
            ? Results(query.Stages, query.Stages.Length, body)
            : Once(query, query.Stages, body);

    private BlockExpression Once(QueryElement query, QueryStage[] stages, Func<ParameterExpression, Expression> body)
    {
        var isCollection = stages[^1] is CollectStage;
        var listType = typeof(List<>).MakeGenericType(query.ResultType);
        var results = scope.Variable(isCollection ? query.ResultType : listType, Expression.Default(isCollection ? query.ResultType : listType));
        var evaluate = isCollection
            ? Results(stages, stages.Length, r => Expression.Assign(results, r))
            : Expression.Block(
                Expression.Assign(results, Expression.New(listType)),
                Results(stages, stages.Length, r => Expression.Call(results, nameof(List<>.Add), null, r)));
        var whenFirstNeeded = Expression.IfThen(Expression.Equal(results, Expression.Constant(null, results.Type)), evaluate);
        return Expression.Block(
            whenFirstNeeded,
            isCollection ? WithValue(query.ResultType, results, body) : ForEach(results, query.ResultType, body));
    }

    // The first stages, and for each result of them what follows.
    private Expression Results(QueryStage[] stages, int count, Func<ParameterExpression, Expression> body)
    {
        Expression Before(Func<ParameterExpression, Expression> then) => Results(stages, count - 1, then);
        switch (stages[count - 1])
        {
            case SourceStage source:
                var fact = Expression.Variable(source.FactType, Totality.FactVariable);
                return facts.Over(fact, scope.Bound(source.Conditions, fact), body(fact));
            case WhereStage where:
                return Before(r => Flow.If([.. scope.Bound(where.Conditions, r)], body(r)));
            case SelectStage select:
                return Before(r => WithValue(select.Selector.ReturnType, scope.Bound(select.Selector, r), body));
            case SelectManyStage many:
                return Before(r => ForEach(scope.Bound(many.Selector, r), many.ResultType, body));
            case GroupByStage group:
                return Grouped(group, Before, body);
            default:
                return Collected((CollectStage)stages[count - 1], Before, body);
        }
    }

    private static BlockExpression Collected(
        CollectStage collect, Func<Func<ParameterExpression, Expression>, Expression> before, Func<ParameterExpression, Expression> body)
    {
        var all = Expression.Variable(typeof(List<>).MakeGenericType(collect.ElementType), "all");
        return Expression.Block(
            [all],
            Expression.Assign(all, Expression.New(all.Type)),
            before(r => Expression.Call(all, nameof(List<>.Add), null, r)),
            WithValue(typeof(IEnumerable<>).MakeGenericType(collect.ElementType), all, body));
    }

    private BlockExpression Grouped(
        GroupByStage group, Func<Func<ParameterExpression, Expression>, Expression> before, Func<ParameterExpression, Expression> body)
    {
        Type[] types = [group.Key.ReturnType, group.Element.ReturnType];
        var groups = Expression.Variable(typeof(Groups<,>).MakeGenericType(types), "groups");
        return Expression.Block(
            [groups],
            Expression.Assign(groups, Expression.New(groups.Type)),
            before(r => Expression.Call(groups, nameof(Groups<,>.Add), null, scope.Bound(group.Key, r), scope.Bound(group.Element, r))),
            ForEach(Expression.Property(groups, nameof(Groups<,>.InOrder)), typeof(IGrouping<,>).MakeGenericType(types), body));
    }

    private static BlockExpression WithValue(Type type, Expression value, Func<ParameterExpression, Expression> body)
    {
        var variable = Expression.Variable(type, "value");
        return Expression.Block([variable], Expression.Assign(variable, value), body(variable));
    }

    private BlockExpression ForEach(Expression sequence, Type elementType, Func<ParameterExpression, Expression> body)
    {
        var enumerator = Expression.Variable(typeof(IEnumerator<>).MakeGenericType(elementType), "enumerator");
        var enumerable = typeof(IEnumerable<>).MakeGenericType(elementType);
        var current = Expression.Variable(elementType, "value");
        return Expression.Block(
            [enumerator],
            Expression.Assign(enumerator, Expression.Call(sequence, enumerable.GetMethod(nameof(IEnumerable<>.GetEnumerator))!)),
            Expression.TryFinally(
                Flow.While(
                    Expression.Call(enumerator, typeof(System.Collections.IEnumerator).GetMethod(nameof(System.Collections.IEnumerator.MoveNext))!),
                    Expression.Block(
                        [current],
                        facts.CountWork(),
                        Expression.Assign(current, Expression.Property(enumerator, nameof(IEnumerator<>.Current))),
                        body(current))),
                Expression.Call(enumerator, typeof(IDisposable).GetMethod(nameof(IDisposable.Dispose))!)));
    }
}
