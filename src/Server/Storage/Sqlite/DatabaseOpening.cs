using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Observability;

namespace MyOpenIP.Server.Storage.Sqlite;

/// <summary>The database at start: made or migrated where that is needed, refused in one line where it is not ours to use.</summary>
internal static class DatabaseOpening
{
    /// <summary>Opens the database of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="file">Its file.</param>
    /// <param name="logger">Told what is taken over.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StartRefusedException">It cannot be used; the message says what to do.</exception>
    public static async Task OpenAsync(StorageContext context, DatabaseFile file, ILogger logger, CancellationToken cancellation)
    {
        try
        {
            MakeOrTouch(file.Path);
            await context.Database.OpenConnectionAsync(cancellation);
            await MigrateAsync(context, file.Path, logger, cancellation);
            var connection = context.Database.GetDbConnection();
            await Durability.AssertAsync(connection, cancellation);
            await AssertWritableAsync(connection, cancellation);
            await file.HoldAsync(cancellation);
        }
        catch (Exception thrown) when (RefusalOf(thrown, file.Path) is { } refusal)
        {
            throw new StartRefusedException(refusal);
        }
        catch (Exception thrown) when (thrown is UnauthorizedAccessException or IOException)
        {
            throw new StartRefusedException(File.Exists(file.Path)
                ? CannotBeWritten(file.Path, thrown)
                : $"The database {file.Path} cannot be made there ({Sentence(thrown)}): name another file with --Database:Path.");
        }
    }

    /// <summary>What to do about a database that cannot be used; null: the fault is another's.</summary>
    public static string? RefusalOf(Exception thrown, string path) => StorageFaults.CauseOf(thrown) switch
    {
        StorageCause.None => null,
        StorageCause.Busy => $"The database {path} is locked by another process: end that one and start again.",
        StorageCause.Corrupt => $"{path} is no database, or a corrupt one: put a backup in its place, without {path}-wal and {path}-shm, or name another file with --Database:Path.",
        StorageCause.Full => $"There is no room left for the database {path}: make room and start again.",
        _ => CannotBeWritten(path, thrown.GetBaseException()),
    };

    private static string CannotBeWritten(string path, Exception thrown) =>
        $"The database {path} cannot be opened and written ({Sentence(thrown)}): give this user the right to write the file and its folder, or name another file with --Database:Path.";

    private static string Sentence(Exception thrown) => thrown.Message.TrimEnd('.').ReplaceLineEndings(" ");

    /// <summary>An empty file is an empty database. It is made here alone.</summary>
    private static void MakeOrTouch(string path)
    {
        if (Directory.Exists(path))
            throw new StartRefusedException($"{path} is a folder: name a file with --Database:Path.");

        // SQLite deletes the log of an empty database. A new one gets its first page before its log.
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } && new FileInfo(path) is not { Exists: true, Length: > 0 })
            throw new StartRefusedException(
                $"The database {path} is gone or empty, but its log {path}-wal holds what was written last: put the database back beside it, or delete the log to begin anew.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // To write: SQLite opens what it may only read, and leaves a log beside it that nobody may write.
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    /// <summary>
    /// Looks before it takes EF's lock of migrations, which is a row: a process that is killed leaves it behind, and every
    /// later start would wait for it for ever.
    /// </summary>
    private static async Task MigrateAsync(StorageContext context, string path, ILogger logger, CancellationToken cancellation)
    {
        if (await IsCurrentAsync(context, path, cancellation))
            return;
        using var alone = await MigrationLock.TakeAsync(path, cancellation);
        if (await CountTablesAsync(context, $"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancellation) > 0
            && await context.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsLock" """, cancellation) > 0)
            logger.MigrationTakenOver(path);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>Whether nothing is to be migrated.</summary>
    /// <exception cref="StartRefusedException">The database is another program's, or another release's.</exception>
    private static async Task<bool> IsCurrentAsync(StorageContext context, string path, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToArray();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToArray();
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            throw new StartRefusedException(
                $"The database {path} was made by another release of MyOpenIP (its migration {unknown} is unknown here): start that release, or name another file with --Database:Path.");
        if (applied.Length == 0 && await CountTablesAsync(context, $"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '__EFMigrations*'", cancellation) > 0)
            throw new StartRefusedException($"{path} is another program's database: name another file with --Database:Path.");
        return applied.Length == known.Length;
    }

    private static Task<int> CountTablesAsync(StorageContext context, FormattableString query, CancellationToken cancellation) =>
        context.Database.SqlQuery<int>(query).SingleAsync(cancellation);

    /// <summary>Writes a page as it is: only then SQLite says that it may not, or that there is no room.</summary>
    private static async Task AssertWritableAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var write = connection.CreateCommand();
        write.CommandText = "PRAGMA user_version = 0";
        await write.ExecuteNonQueryAsync(cancellation);
    }
}
