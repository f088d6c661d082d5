using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Storage;

/// <summary>A list that is read and written whole, never asked for by its parts: one column, not a table.</summary>
internal static class DocumentColumn
{
    // Never changed in place: another list is another value.
    private static class Same<T>
    {
        public static readonly ValueComparer<IReadOnlyList<T>> Comparer = new(
            (left, right) => ReferenceEquals(left, right), list => list.GetHashCode(), list => list);
    }

    /// <summary>Stores a list as one JSON text.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> IsDocument<T>(this PropertyBuilder<IReadOnlyList<T>> property)
    {
        property.HasConversion(
            list => JsonSerializer.Serialize(list, DataJson.Options), text => JsonSerializer.Deserialize<List<T>>(text, DataJson.Options)!, Same<T>.Comparer);
        return property;
    }
}
