using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>What SQLite keeps per connection so that a commit is durable, and the look at the file before each use.</summary>
internal sealed class Durability(DatabaseFile file) : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    /// <summary>Refuses a connection on which a commit could be lost or a reference broken.</summary>
    /// <exception cref="StartRefusedException">It does not run in WAL with synchronous=FULL and foreign keys on.</exception>
    public static async Task AssertAsync(DbConnection connection, CancellationToken cancellation)
    {
        await AssertPragmaAsync(connection, "journal_mode", "wal", cancellation);
        await AssertPragmaAsync(connection, "synchronous", "2", cancellation);
        await AssertPragmaAsync(connection, "foreign_keys", "1", cancellation);
    }

    /// <inheritdoc/>
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        file.ThrowIfLost();
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        file.ThrowIfLost();
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task AssertPragmaAsync(DbConnection connection, string pragma, string expected, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        var value = Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        if (value != expected)
            throw new StartRefusedException($"SQLite: {pragma} is {value}, not {expected}: what is committed would not be safe. Put the database on a local disk.");
    }
}
