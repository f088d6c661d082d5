using System.Linq.Expressions;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Lists;

/// <summary>Reads <c>filter</c>: conditions on columns that the method documents, as an expression over rows. Never text of SQL.</summary>
internal sealed class ListFilter<T>(IReadOnlyDictionary<string, FilterColumn<T>> columns)
{
    /// <summary>Names of the columns on the wire.</summary>
    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>The rows that a filter lets through.</summary>
    /// <exception cref="Fault">FILTER_INVALID with the position of the fault.</exception>
    public Expression<Func<T, bool>> Read(string text)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var condition = FilterParser.Read(text) is { } filter ? Bind(filter, row) : Expression.Constant(true);
        return Expression.Lambda<Func<T, bool>>(condition, row);
    }

    private Expression Bind(FilterNode node, ParameterExpression row) => node switch
    {
        FilterNode.And and => and.Parts.Select(p => Bind(p, row)).Aggregate(Expression.AndAlso),
        FilterNode.Or or => or.Parts.Select(p => Bind(p, row)).Aggregate(Expression.OrElse),
        FilterNode.Not not => Expression.Not(Bind(not.Part, row)),
        FilterNode.Comparison comparison => columns.TryGetValue(comparison.Column.Text, out var column)
            ? column.Compare(row, comparison)
            : throw FilterFaults.UnknownColumn(comparison.Column.Position, columns.Keys),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "A part of no known kind."),
    };
}
