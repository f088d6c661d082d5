using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MyOpenIP.ServerBench;

/// <summary>A draft as its rows name it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="RequestId">The request that made it.</param>
/// <param name="Offer">The contracted offer that it changes.</param>
internal sealed record Draft(string Number, string RequestId, string Offer)
{
    /// <summary>Another, of an offer further on.</summary>
    public Draft Anew(int distance) => new(
        $"{Number[..3]}9{distance.ToString("D8", CultureInfo.InvariantCulture)}",
        $"{Guid.NewGuid()}",
        string.Create(CultureInfo.InvariantCulture, $"OC{int.Parse(Offer.AsSpan(2), CultureInfo.InvariantCulture) + distance}"));

    public bool IsNamedIn(string text) => text.Contains(Number, StringComparison.Ordinal) || text.Contains(RequestId, StringComparison.Ordinal);
}

/// <summary>
/// What a write stores, stored again and again by prepared statements on a copy of the database: the rows that the server
/// wrote are found by comparing the tables before and after, and written anew under other numbers and request ids.
/// </summary>
internal sealed class HandWrittenWrites : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<Row> rows;
    private readonly Draft learnt;
    private int written;

    private HandWrittenWrites(SqliteConnection connection, List<Row> rows, Draft learnt)
    {
        (this.connection, this.rows, this.learnt) = (connection, rows, learnt);
    }

    /// <summary>Rows that one write inserts or changes.</summary>
    public int Rows => rows.Count;

    /// <summary>Learns the rows of a write.</summary>
    /// <param name="database">The server's database.</param>
    /// <param name="copy">Where its copy goes.</param>
    /// <param name="write">Has the server write once; the offers after the one drafted have no draft yet.</param>
    public static async Task<HandWrittenWrites> LearnAsync(string database, string copy, Func<Task<Draft>> write)
    {
        using var server = Open(database);
        var before = Contents(server);
        var draft = await write();
        var after = Contents(server);
        using (var backup = server.CreateCommand())
        {
            backup.CommandText = "VACUUM INTO $copy";
            backup.Parameters.AddWithValue("$copy", copy);
            backup.ExecuteNonQuery();
        }
        var connection = Open(copy);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        var rows = new List<Row>();
        foreach (var (table, now) in after)
            foreach (var (key, values) in now.Rows)
                if (!before[table].Rows.TryGetValue(key, out var old) || !old.SequenceEqual(values, ValueComparer.Instance))
                    rows.Add(Row.Of(connection, table, now, values, old, draft));
        return new HandWrittenWrites(connection, rows, draft);
    }

    /// <summary>One write in a transaction of its own, durable when it returns.</summary>
    public void Write() => WriteTogether(1);

    /// <summary>Several writes in one transaction, each of which could fail by itself.</summary>
    public void WriteTogether(int writes)
    {
        // The rows come table by table, parents after their parts it may be.
        Execute(connection, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;");
        for (var i = 0; i < writes; i++)
        {
            Execute(connection, "SAVEPOINT one");
            written++;
            var anew = learnt.Anew(written);
            foreach (var row in rows)
                row.Write(written, text => text.Replace(learnt.Number, anew.Number, StringComparison.Ordinal)
                    .Replace(learnt.RequestId, anew.RequestId, StringComparison.Ordinal).Replace(learnt.Offer, anew.Offer, StringComparison.Ordinal));
            Execute(connection, "RELEASE one");
        }
        Execute(connection, "COMMIT");
    }

    public void Dispose() => connection.Dispose();

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Dictionary<string, Table> Contents(SqliteConnection connection)
    {
        var names = new List<string>();
        using (var tables = connection.CreateCommand())
        {
            tables.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_data' AND name NOT GLOB '*_idx' AND name NOT GLOB '*_docsize' AND name NOT GLOB '*_config' AND name NOT GLOB '*_content'";
            using var reader = tables.ExecuteReader();
            while (reader.Read())
                names.Add(reader.GetString(0));
        }
        return names.ToDictionary(n => n, n => Table.Read(connection, n));
    }

    /// <summary>A table as it stood.</summary>
    private sealed record Table(string[] Columns, bool[] IsKey, Dictionary<string, object[]> Rows)
    {
        public static Table Read(SqliteConnection connection, string name)
        {
            var (columns, keys) = (new List<string>(), new List<bool>());
            using (var info = connection.CreateCommand())
            {
                info.CommandText = "SELECT name, pk FROM pragma_table_info($table)";
                info.Parameters.AddWithValue("$table", name);
                using var reader = info.ExecuteReader();
                while (reader.Read())
                {
                    columns.Add(reader.GetString(0));
                    keys.Add(reader.GetInt32(1) > 0);
                }
            }
            var rows = new Dictionary<string, object[]>();
            using var all = connection.CreateCommand();
            all.CommandText = $"SELECT * FROM \"{name}\"";
            using var row = all.ExecuteReader();
            while (row.Read())
            {
                var values = new object[columns.Count];
                row.GetValues(values);
                rows.Add(string.Join('\u001f', values.Where((_, i) => keys[i])), values);
            }
            return new Table([.. columns], [.. keys], rows);
        }
    }

    /// <summary>A row that a write inserts or changes, as a prepared statement.</summary>
    private sealed class Row
    {
        private readonly SqliteCommand command;
        private readonly object[] values;
        private readonly int counted;

        private Row(SqliteCommand command, object[] values, int counted)
        {
            (this.command, this.values, this.counted) = (command, values, counted);
        }

        public static Row Of(
            SqliteConnection connection, string table, Table shape, object[] values, object[]? old, Draft draft)
        {
            var parameters = Enumerable.Range(0, values.Length).Select(i => $"$p{i}").ToArray();
            var command = connection.CreateCommand();
            command.CommandText = old is null
                ? $"INSERT INTO \"{table}\" ({string.Join(", ", shape.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", parameters)})"
                : $"UPDATE \"{table}\" SET {Pairs(i => !ValueComparer.Instance.Equals(old[i], values[i]), ", ")} WHERE {Pairs(i => shape.IsKey[i], " AND ")}";
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter(parameters[i], values[i]));
            command.Prepare();

            // A key without the number or the request id in it is a count: the next one is taken each time.
            var keys = Enumerable.Range(0, values.Length).Where(i => shape.IsKey[i]).ToArray();
            var named = keys.Any(i => values[i] is string text && draft.IsNamedIn(text));
            var counted = old is null && !named ? keys.Last(i => values[i] is long) : -1;
            return new Row(command, values, counted);

            string Pairs(Func<int, bool> which, string separator) =>
                string.Join(separator, Enumerable.Range(0, values.Length).Where(which).Select(i => $"\"{shape.Columns[i]}\" = {parameters[i]}"));
        }

        public void Write(int count, Func<string, string> renamed)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] switch
                {
                    // The request's is renamed; any other id is a new one of each row.
                    string text when renamed(text) is var own => own == text && Guid.TryParseExact(text, "D", out _) ? Guid.CreateVersion7().ToString().ToUpperInvariant() : own,
                    long key when i == counted => key + count,
                    var value => value,
                };
            command.ExecuteNonQuery();
        }
    }

    private sealed class ValueComparer : IEqualityComparer<object>
    {
        public static readonly ValueComparer Instance = new();

        public new bool Equals(object? x, object? y) => x is byte[] a && y is byte[] b ? a.AsSpan().SequenceEqual(b) : object.Equals(x, y);

        public int GetHashCode(object value) => 0;
    }
}
