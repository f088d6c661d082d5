using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Rows that are written without the change tracker: one statement for all of a kind and one way to the database for all kinds,
/// where a save takes a statement for each row and a query for the number of each.
/// </summary>
internal sealed class AppendedRows(StorageContext context)
{
    private const string Sequence = nameof(StateChange.Sequence);
    private const string Place = nameof(Event.Position);

    private readonly StringBuilder sql = new();
    private readonly List<object> values = [];
    private int count;

    /// <summary>
    /// Appends rows. A row whose sequence is 0 gets the next one, without hole, after the last with the same rest of the key; a
    /// position goes on after the last of the table.
    /// </summary>
    public AppendedRows Add<T>(IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count > 0)
        {
            Insert(rows, context.Model.FindEntityType(typeof(T))!);
            sql.AppendLine(";");
        }
        return this;
    }

    /// <summary>Writes rows in the place of those with the same key, or as new ones.</summary>
    public AppendedRows Put<T>(IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count == 0)
            return this;
        var type = context.Model.FindEntityType(typeof(T))!;
        Insert(rows, type);
        var key = type.FindPrimaryKey()!.Properties;
        sql.Append(CultureInfo.InvariantCulture, $" ON CONFLICT ({string.Join(", ", key.Select(Quoted))}) DO UPDATE SET ")
            .AppendJoin(", ", type.GetProperties().Except(key).Select(p => $"{Quoted(p)} = excluded.{Quoted(p)}")).AppendLine(";");
        return this;
    }

    /// <summary>A statement of its own, which may append rows or none; its values are parameters.</summary>
    public AppendedRows Add(FormattableString statement)
    {
        object[] places = [.. statement.GetArguments().Select((_, i) => Invariant($"{{{values.Count + i}}}"))];
        sql.AppendFormat(CultureInfo.InvariantCulture, statement.Format, places).AppendLine(";");
        values.AddRange(statement.GetArguments()!);
        return this;
    }

    /// <summary>Writes them, within the transaction.</summary>
    /// <returns>How many rows the statements of their own appended.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellation) =>
        sql.Length == 0 ? 0 : await context.Database.ExecuteSqlRawAsync(sql.ToString(), values, cancellation) - count;

    private void Insert<T>(IReadOnlyList<T> rows, IEntityType type)
        where T : class
    {
        var properties = type.GetProperties().ToArray();
        var key = type.FindPrimaryKey()!.Properties.Where(p => p.Name != Sequence).ToArray();
        var table = type.GetTableName();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        count += rows.Count;
        sql.Append($"INSERT INTO \"{table}\" ({string.Join(", ", properties.Select(Quoted))}) VALUES ");
        foreach (var (index, row) in rows.Index())
        {
            sql.Append(index == 0 ? "(" : ", (");
            foreach (var (column, property) in properties.Index())
            {
                sql.Append(column == 0 ? "" : ", ");
                if (property.Name == Sequence && Convert.ToInt64(Stored(property, row), CultureInfo.InvariantCulture) == 0)
                    AppendNext(Sequence, key, row);
                else if (property.Name == Place)
                    AppendNext(Place, [], row);
                else
                    AppendValue(property, row);
            }
            sql.Append(')');
        }

        void AppendNext(string number, IReadOnlyList<IProperty> of, T row)
        {
            var group = string.Join('\u001f', of.Select(p => Stored(p, row)));
            places[group] = places.GetValueOrDefault(group) + 1;
            sql.Append(CultureInfo.InvariantCulture, $"(SELECT COALESCE(MAX(\"{number}\"), 0) + {places[group]} FROM \"{table}\"");
            foreach (var (part, property) in of.Index())
            {
                sql.Append(part == 0 ? " WHERE " : " AND ").Append(Quoted(property)).Append(" = ");
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
