using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Definition;

namespace NRules.Fluent.Dsl;

/// <summary>The operators of a query.</summary>
public static class QueryExtensions
{
    /// <summary>Begins with the facts of a type, derived types and implementations included, in the order in which they came.</summary>
    /// <typeparam name="TFact">Type of the facts.</typeparam>
    /// <param name="query">The start.</param>
    /// <param name="conditions">All must hold; none: every fact of the type.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<TFact> Match<TFact>(this IQuery query, params Expression<Func<TFact, bool>>[] conditions) =>
        query.Recorder.Match(conditions);

    /// <summary>Not supported: refused when rules are loaded. Use <c>Let</c>.</summary>
    /// <typeparam name="TFact">Type of a result.</typeparam>
    /// <param name="query">The start.</param>
    /// <param name="source">Where results come from.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<TFact> From<TFact>(this IQuery query, Expression<Func<TFact>> source) =>
        throw new RefusedConstructException("Query.From", "Let");

    /// <summary>Keeps the results for which all conditions hold.</summary>
    /// <typeparam name="TSource">Type of a result.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="predicates">The conditions.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<TSource> Where<TSource>(this IQuery<TSource> source, params Expression<Func<TSource, bool>>[] predicates) =>
        source.Recorder.Where(predicates);

    /// <summary>Makes one result of each.</summary>
    /// <typeparam name="TSource">Type of a result so far.</typeparam>
    /// <typeparam name="TResult">Type of a result.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="selector">Makes the result.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<TResult> Select<TSource, TResult>(this IQuery<TSource> source, Expression<Func<TSource, TResult>> selector) =>
        source.Recorder.Select(selector);

    /// <summary>Makes any number of results of each.</summary>
    /// <typeparam name="TSource">Type of a result so far.</typeparam>
    /// <typeparam name="TResult">Type of a result.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="selector">Makes the results.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<TResult> SelectMany<TSource, TResult>(
        this IQuery<TSource> source, Expression<Func<TSource, IEnumerable<TResult>>> selector) =>
        source.Recorder.SelectMany(selector);

    /// <summary>Groups results by a key: one result for each key, in the order in which keys came.</summary>
    /// <typeparam name="TSource">Type of a result so far.</typeparam>
    /// <typeparam name="TKey">Type of the key, compared by its own equality.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="keySelector">The key.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        this IQuery<TSource> source, Expression<Func<TSource, TKey>> keySelector) =>
        source.Recorder.GroupBy(keySelector, (Expression<Func<TSource, TSource>>)(element => element));

    /// <summary>As the other form, with what is kept of each element.</summary>
    /// <typeparam name="TSource">Type of a result so far.</typeparam>
    /// <typeparam name="TKey">Type of the key, compared by its own equality.</typeparam>
    /// <typeparam name="TElement">Type of an element of a group.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="keySelector">The key.</param>
    /// <param name="elementSelector">The element.</param>
    /// <returns>The query to go on with.</returns>
    public static IQuery<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IQuery<TSource> source, Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector) =>
        source.Recorder.GroupBy(keySelector, elementSelector);

    /// <summary>Collects all results into one collection, in their order; of none, an empty one.</summary>
    /// <typeparam name="TSource">Type of a result so far.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <returns>The query to go on with.</returns>
    public static ICollectQuery<IEnumerable<TSource>> Collect<TSource>(this IQuery<TSource> source) =>
        source.Recorder.Collect<TSource>();

    /// <summary>Not supported: refused when rules are loaded. Sort in the expression that uses the collection.</summary>
    /// <typeparam name="TSource">Type of an element.</typeparam>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="keySelector">The key.</param>
    /// <returns>The query to go on with.</returns>
    public static IOrderedQuery<IEnumerable<TSource>> OrderBy<TSource, TKey>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector) =>
        throw new RefusedConstructException("Query.OrderBy", "Collect, and sort where the collection is used");

    /// <summary>Not supported: refused when rules are loaded. Sort in the expression that uses the collection.</summary>
    /// <typeparam name="TSource">Type of an element.</typeparam>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <param name="source">The query so far.</param>
    /// <param name="keySelector">The key.</param>
    /// <returns>The query to go on with.</returns>
    public static IOrderedQuery<IEnumerable<TSource>> OrderByDescending<TSource, TKey>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector) =>
        throw new RefusedConstructException("Query.OrderByDescending", "Collect, and sort where the collection is used");
}
