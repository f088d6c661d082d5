using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace MyOpenIP.Server.Lists;

/// <summary>A column that a list is sorted on. It carries code, compiled when a page first ends on it.</summary>
internal abstract class KeyColumn<T>
{
    /// <summary>A column.</summary>
    /// <param name="key">Its value: a text, a number, a day or an instant, never null.</param>
    /// <param name="descending">Whether the highest comes first.</param>
    public static KeyColumn<T> By<TKey>(Expression<Func<T, TKey>> key, bool descending = false) => new Typed<TKey>(key, new(key.Compile), descending);

    /// <summary>The same the other way round.</summary>
    public abstract KeyColumn<T> Reversed();

    /// <summary>Sorts by it, after whatever <paramref name="rows"/> is sorted by already.</summary>
    public abstract IOrderedQueryable<T> Sort(IQueryable<T> rows, bool first);

    /// <summary>Its value in a row.</summary>
    public abstract object ValueIn(T row);

    /// <summary>Whether a row lies strictly after a value, and whether it has that value.</summary>
    public abstract (Expression After, Expression Same) Compare(ParameterExpression row, JsonElement value);

    private sealed class Typed<TKey>(Expression<Func<T, TKey>> key, Lazy<Func<T, TKey>> read, bool descending) : KeyColumn<T>
    {
        public override KeyColumn<T> Reversed() => new Typed<TKey>(key, read, !descending);

        public override IOrderedQueryable<T> Sort(IQueryable<T> rows, bool first) => (first, descending) switch
        {
            (true, false) => rows.OrderBy(key),
            (true, true) => rows.OrderByDescending(key),
            (false, false) => ((IOrderedQueryable<T>)rows).ThenBy(key),
            (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(key),
        };

        public override object ValueIn(T row) => read.Value(row)!;

        public override (Expression After, Expression Same) Compare(ParameterExpression row, JsonElement value)
        {
            var column = ReplacingExpressionVisitor.Replace(key.Parameters[0], row, key.Body);

            // A member of a held object, not a constant: EF Core makes a parameter of it, and one plan serves all pages.
            var last = Expression.Field(Expression.Constant(new Holder { Value = value.Deserialize<TKey>()! }), nameof(Holder.Value));
            var same = Expression.Equal(column, last);
            if (typeof(TKey) != typeof(string))
                return (descending ? Expression.LessThan(column, last) : Expression.GreaterThan(column, last), same);
            var compared = Expression.Call(typeof(string), nameof(string.Compare), null, column, last);
            var zero = Expression.Constant(0);
            return (descending ? Expression.LessThan(compared, zero) : Expression.GreaterThan(compared, zero), same);
        }

        private sealed class Holder
        {
            public TKey Value = default!;
        }
    }
}

/// <summary>A page of a list and the key of its last row when more follow.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Rows, string? NextKey);

/// <summary>Pages by key: no row is skipped or repeated when others come and go, and every depth costs the same.</summary>
internal static class Paging
{
    /// <summary>The page after a key.</summary>
    /// <param name="rows">The rows, filtered, not sorted.</param>
    /// <param name="columns">What sorts them; together unique.</param>
    /// <param name="after">Key of the last row of the page before; none: the first page.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<Page<T>> PageAsync<T>(
        this IQueryable<T> rows, IReadOnlyList<KeyColumn<T>> columns, string? after, int size, CancellationToken cancellation)
    {
        if (after is not null)
            rows = rows.Where(AfterKey(columns, after));
        for (var i = 0; i < columns.Count; i++)
            rows = columns[i].Sort(rows, first: i == 0);
        var found = await rows.Take(size + 1).ToListAsync(cancellation);
        if (found.Count <= size)
            return new Page<T>(found, null);
        found.RemoveAt(size);
        return new Page<T>(found, JsonSerializer.Serialize(columns.Select(c => c.ValueIn(found[^1]))));
    }

    private static Expression<Func<T, bool>> AfterKey<T>(IReadOnlyList<KeyColumn<T>> columns, string key)
    {
        using var values = JsonDocument.Parse(key);
        var row = Expression.Parameter(typeof(T), "row");
        Expression? later = null;
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            var (after, same) = columns[i].Compare(row, values.RootElement[i]);
            later = later is null ? after : Expression.OrElse(after, Expression.AndAlso(same, later));
        }
        return Expression.Lambda<Func<T, bool>>(later!, row);
    }
}
