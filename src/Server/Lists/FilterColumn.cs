using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Lists;

/// <summary>A column that a list can be filtered on.</summary>
internal abstract class FilterColumn<T>
{
    /// <summary>Whether a row meets a comparison.</summary>
    /// <exception cref="Fault">FILTER_INVALID: the value is none of the column's, or the operator does not go with it.</exception>
    public abstract Expression Compare(ParameterExpression row, FilterNode.Comparison comparison);

    /// <summary>The column of a row, in an expression about <paramref name="row"/>.</summary>
    protected static Expression In<TKey>(ParameterExpression row, Expression<Func<T, TKey>> key) =>
        ReplacingExpressionVisitor.Replace(key.Parameters[0], row, key.Body);

    /// <summary>A member of a held object, not a constant: EF Core makes a parameter of it, and one plan serves all values.</summary>
    protected static Expression Held<TKey>(TKey value) =>
        Expression.Field(Expression.Constant(new Holder<TKey> { Value = value }), nameof(Holder<>.Value));

    private sealed class Holder<TKey>
    {
        public required TKey Value;
    }
}

/// <summary>A column of texts: equal or not, before or after, accents and case ignored, as the search does.</summary>
/// <param name="key">The text, never null, as it is folded (<see cref="FoldedText"/>).</param>
internal sealed class TextColumn<T>(Expression<Func<T, string>> key) : FilterColumn<T>
{
    public override Expression Compare(ParameterExpression row, FilterNode.Comparison comparison)
    {
        var (column, value) = (In(row, key), Held(FoldedText.Fold(comparison.Value.Text)));
        var compared = Expression.Call(typeof(string), nameof(string.Compare), null, column, value);
        var zero = Expression.Constant(0);
        return comparison.Operator.Text switch
        {
            "=" => Expression.Equal(column, value),
            "!=" => Expression.NotEqual(column, value),
            "<" => Expression.LessThan(compared, zero),
            "<=" => Expression.LessThanOrEqual(compared, zero),
            ">" => Expression.GreaterThan(compared, zero),
            _ => Expression.GreaterThanOrEqual(compared, zero),
        };
    }
}

/// <summary>
/// A column of numbers, days, instants or states. A value stands for a span of them: itself alone, or a whole day of instants.
/// </summary>
/// <param name="key">The column.</param>
/// <param name="read">The span that a value stands for: from the first on, before the second; no value of the column: null.</param>
/// <param name="example">A value, for whoever is refused.</param>
/// <param name="isSet">Whether the row has a value at all; one without meets no comparison but !=. None: it always has.</param>
internal sealed class SpanColumn<T, TKey>(
    Expression<Func<T, TKey>> key, Func<string, (TKey From, TKey Before)?> read, string example, Expression<Func<T, bool>>? isSet = null)
    : FilterColumn<T>
    where TKey : struct
{
    public override Expression Compare(ParameterExpression row, FilterNode.Comparison comparison)
    {
        if (read(comparison.Value.Text) is not { } span)
            throw FilterFaults.Malformed(comparison.Value.Position, example);
        var (column, from, before) = (In(row, key), Held(span.From), Held(span.Before));
        Expression IfSet(Expression met) => isSet is null ? met : Expression.AndAlso(In(row, isSet), met);
        Expression IsWithin() => IfSet(Expression.AndAlso(Expression.GreaterThanOrEqual(column, from), Expression.LessThan(column, before)));
        return comparison.Operator.Text switch
        {
            "=" => IsWithin(),
            "!=" => Expression.Not(IsWithin()),
            "<" => IfSet(Expression.LessThan(column, from)),
            "<=" => IfSet(Expression.LessThan(column, before)),
            ">" => IfSet(Expression.GreaterThanOrEqual(column, before)),
            _ => IfSet(Expression.GreaterThanOrEqual(column, from)),
        };
    }
}

/// <summary>A column of names: equal or not.</summary>
/// <param name="read">Whether a row is the one that a name names; no name of the column: null.</param>
/// <param name="example">A name, for whoever is refused.</param>
internal sealed class NameColumn<T>(Func<string, Expression<Func<T, bool>>?> read, string example) : FilterColumn<T>
{
    public override Expression Compare(ParameterExpression row, FilterNode.Comparison comparison)
    {
        if (comparison.Operator.Text is not ("=" or "!="))
            throw FilterFaults.OperatorNotAllowed(comparison.Operator.Position);
        if (read(comparison.Value.Text) is not { } isNamed)
            throw FilterFaults.Malformed(comparison.Value.Position, example);
        var met = In(row, isNamed);
        return comparison.Operator.Text == "=" ? met : Expression.Not(met);
    }
}
