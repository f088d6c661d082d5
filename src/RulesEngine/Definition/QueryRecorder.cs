using System.Linq.Expressions;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>The stages of a query so far. Each operator gives a new one, so that a query may be gone on with twice.</summary>
internal abstract class QueryRecorder(QueryStage[] stages)
{
    public QueryStage[] Stages { get; } = stages;

    public IQuery<TFact> Match<TFact>(Expression<Func<TFact, bool>>[] conditions) =>
        With<TFact>(new SourceStage(typeof(TFact), conditions));

    public IQuery<TSource> Where<TSource>(Expression<Func<TSource, bool>>[] predicates) => With<TSource>(new WhereStage(predicates));

    public IQuery<TResult> Select<TSource, TResult>(Expression<Func<TSource, TResult>> selector) =>
        With<TResult>(new SelectStage(selector));

    public IQuery<TResult> SelectMany<TSource, TResult>(Expression<Func<TSource, IEnumerable<TResult>>> selector) =>
        With<TResult>(new SelectManyStage(typeof(TResult), selector));

    public IQuery<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        Expression<Func<TSource, TKey>> key, Expression<Func<TSource, TElement>> element) =>
        With<IGrouping<TKey, TElement>>(new GroupByStage(key, element));

    public ICollectQuery<IEnumerable<TSource>> Collect<TSource>() => With<IEnumerable<TSource>>(new CollectStage(typeof(TSource)));

    private QueryResult<TResult> With<TResult>(QueryStage stage) => new([.. Stages, stage]);
}

internal sealed class QueryStart() : QueryRecorder([]), IQuery
{
    QueryRecorder IQuery.Recorder => this;
}

internal sealed class QueryResult<TResult>(QueryStage[] stages) : QueryRecorder(stages), ICollectQuery<TResult>
{
    QueryRecorder IQuery<TResult>.Recorder => this;
}
