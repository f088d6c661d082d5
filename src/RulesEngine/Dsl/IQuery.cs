using MyOpenIP.RulesEngine.Definition;

namespace NRules.Fluent.Dsl;

/// <summary>The start of a query over facts.</summary>
public interface IQuery
{
    internal QueryRecorder Recorder { get; }
}

/// <summary>A query over facts; its operators are those of <see cref="QueryExtensions"/>.</summary>
/// <typeparam name="TSource">Type of a result.</typeparam>
public interface IQuery<TSource>
{
    internal QueryRecorder Recorder { get; }
}

/// <summary>A query that collects its results into one collection.</summary>
/// <typeparam name="TSource">Type of the collection.</typeparam>
public interface ICollectQuery<TSource> : IQuery<TSource>;

/// <summary>A query whose collection is in order.</summary>
/// <typeparam name="TSource">Type of the collection.</typeparam>
public interface IOrderedQuery<TSource> : IQuery<TSource>;
