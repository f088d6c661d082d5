using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Rows that are appended and never changed: one statement for all of a kind, where a save takes one each and a query for the
/// number of each.
/// </summary>
internal static class AppendedRows
{
    private const string Sequence = nameof(StateChange.Sequence);

    /// <summary>Appends rows at once, within the transaction. Their sequence goes on, without hole, after the last one with the same rest of the key.</summary>
    public static Task<int> AppendAsync<T>(this StorageContext context, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (rows.Count == 0)
            return Task.FromResult(0);
        var type = context.Model.FindEntityType(typeof(T))!;
        var properties = type.GetProperties().ToArray();
        var key = type.FindPrimaryKey()!.Properties.Where(p => p.Name != Sequence).ToArray();
        var (table, values) = (type.GetTableName(), new List<object>());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var sql = new StringBuilder($"INSERT INTO \"{table}\" ({string.Join(", ", properties.Select(Quoted))}) VALUES ");
        foreach (var (index, row) in rows.Index())
        {
            sql.Append(index == 0 ? "(" : ", (");
            foreach (var (column, property) in properties.Index())
            {
                sql.Append(column == 0 ? "" : ", ");
                if (property.Name == Sequence)
                    AppendNext(row);
                else
                    AppendValue(property, row);
            }
            sql.Append(')');
        }
        return context.Database.ExecuteSqlRawAsync(sql.ToString(), values, cancellation);

        void AppendNext(T row)
        {
            var group = string.Join('\u001f', key.Select(p => Stored(p, row)));
            places[group] = places.GetValueOrDefault(group) + 1;
            sql.Append(CultureInfo.InvariantCulture, $"(SELECT COALESCE(MAX(\"{Sequence}\"), 0) + {places[group]} FROM \"{table}\" WHERE ");
            foreach (var (part, property) in key.Index())
            {
                sql.Append(part == 0 ? "" : " AND ").Append(Quoted(property)).Append(" = ");
                AppendValue(property, row);
            }
            sql.Append(')');
        }

        void AppendValue(IProperty property, T row)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{{{values.Count}}}");
            values.Add(Stored(property, row));
        }
    }

    private static string Quoted(IProperty property) => $"\"{property.GetColumnName()}\"";

    /// <summary>A value as the column holds it.</summary>
    private static object Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row)!;
        return property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value;
    }
}
