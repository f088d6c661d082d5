using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace MyOpenIP.Server.Verification;

/// <summary>
/// Rows as the audit told them last, in a temporary database of SQLite's that lies on the disk and has no name: however many
/// there are, memory has a few pages of them.
/// </summary>
internal sealed class ToldRows : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=;Pooling=False");
    private readonly SqliteCommand find;
    private readonly SqliteCommand put;

    public ToldRows()
    {
        connection.Open();
        Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE told (name TEXT, key TEXT, columns TEXT, PRIMARY KEY (name, key)) WITHOUT ROWID; BEGIN");
        find = Command("SELECT columns FROM told WHERE name = $name AND key = $key");
        put = Command("INSERT INTO told (name, key, columns) VALUES ($name, $key, $columns) ON CONFLICT DO UPDATE SET columns = excluded.columns");
        put.Parameters.Add("$columns", SqliteType.Text);
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear() => Execute("DELETE FROM told");

    /// <summary>Notes what is told of a row.</summary>
    /// <param name="row">What is told: the table, the key, and the columns before and after.</param>
    public void Put(JsonElement row)
    {
        var (name, key) = (row.GetProperty("table").GetString()!, row.GetProperty("key").GetRawText());
        var isThere = row.TryGetProperty("after", out var after);
        (put.Parameters["$name"].Value, put.Parameters["$key"].Value) = (name, key);
        put.Parameters["$columns"].Value = isThere ? row.TryGetProperty("before", out _) ? Merged(name, key, after) : after.GetRawText() : DBNull.Value;
        put.ExecuteNonQuery();
    }

    /// <summary>All of them.</summary>
    public IEnumerable<ToldRow> All()
    {
        using var all = connection.CreateCommand();
        all.CommandText = "SELECT name, key, columns FROM told ORDER BY name, key";
        using var rows = all.ExecuteReader();
        while (rows.Read())
        {
            using var key = JsonDocument.Parse(rows.GetString(1));
            using var columns = rows.IsDBNull(2) ? null : JsonDocument.Parse(rows.GetString(2));
            yield return new(rows.GetString(0), key.RootElement, columns?.RootElement);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        put.Dispose();
        connection.Dispose();
    }

    /// <summary>What was told before, with what is told now in its place.</summary>
    private string Merged(string name, string key, JsonElement after)
    {
        (find.Parameters["$name"].Value, find.Parameters["$key"].Value) = (name, key);
        if (find.ExecuteScalar() is not string known)
            return after.GetRawText();
        var merged = JsonNode.Parse(known)!.AsObject();
        foreach (var column in after.EnumerateObject())
            merged[column.Name] = JsonNode.Parse(column.Value.GetRawText());
        return merged.ToJsonString();
    }

    private SqliteCommand Command(string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Its own.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Parameters.Add("$name", SqliteType.Text);
        command.Parameters.Add("$key", SqliteType.Text);
        return command;
    }

    private void Execute(string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Its own.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

/// <summary>A row as it was told last; good until the next one is read.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Columns">Its columns, as far as they were told; null: it was removed.</param>
internal sealed record ToldRow(string Table, JsonElement Key, JsonElement? Columns);
