using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>What the server finds at start in the place of its database.</summary>
public sealed class DatabaseOpeningTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "test.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_lock_of_migrations_that_a_killed_process_left_behind_does_not_keep_a_current_database_from_opening()
    {
        await OpenAsync();
        await ExecuteAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-24 10:00:00')""");
        await OpenAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task A_migration_that_a_killed_process_left_half_way_is_taken_over()
    {
        await ExecuteAsync("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-24 10:00:00');
            """);
        await OpenAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(0L, await ExecuteAsync("""SELECT COUNT(*) FROM "Customers" """));
    }

    [Fact]
    public async Task Processes_that_make_one_database_at_once_all_open_it() =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(OpenAsync, Cancellation)));

    [Fact]
    public async Task A_database_that_another_process_has_locked_is_refused()
    {
        await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync(Cancellation);
        Assert.Equal($"The database {Database} is locked by another process: end that one and start again.", await RefusalAsync());
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_as_it_is()
    {
        await ExecuteAsync("CREATE TABLE Songs (Title TEXT)");
        Assert.Equal($"{Database} is another program's database: name another file with --Database:Path.", await RefusalAsync());
        Assert.Equal(1L, await ExecuteAsync("SELECT COUNT(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task The_database_of_a_release_that_knew_more_is_refused()
    {
        await OpenAsync();
        await ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99.0.0')""");
        Assert.Contains("made by another release of MyOpenIP (its migration 20990101000000_Later is unknown here)", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_as_it_is()
    {
        await File.WriteAllTextAsync(Database, new string('x', 5000), Cancellation);
        Assert.StartsWith($"{Database} is no database, or a corrupt one:", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(Database).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_without_its_database_is_kept_and_refused(bool isCut)
    {
        await OpenAsync();
        await using (var other = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var write = other.CreateCommand();
            write.CommandText = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE Last (X INTEGER)";
            await write.ExecuteNonQueryAsync(Cancellation);
            File.Copy(Database + "-wal", Database + ".log");
        }
        SqliteConnection.ClearAllPools();
        if (isCut)
            await File.WriteAllBytesAsync(Database, [], Cancellation);
        else
            File.Delete(Database);
        File.Copy(Database + ".log", Database + "-wal", overwrite: true);
        Assert.StartsWith($"The database {Database} is gone or empty, but its log {Database}-wal holds what was written last:", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(new FileInfo(Database + ".log").Length, new FileInfo(Database + "-wal").Length);
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        Directory.CreateDirectory(Database);
        Assert.Equal($"{Database} is a folder: name a file with --Database:Path.", await RefusalAsync());
    }

    [Fact]
    public async Task A_path_below_a_file_is_refused()
    {
        await File.WriteAllTextAsync(Database, "", Cancellation);
        Assert.StartsWith($"The database {Database}/run.db cannot be made there", await RefusalAsync(Database + "/run.db"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_written_is_refused() =>
        Assert.StartsWith("The database /proc/myopenip.db cannot be made there", await RefusalAsync("/proc/myopenip.db"), StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_written_or_has_no_room_says_what_to_do()
    {
        Assert.Contains("give this user the right to write", DatabaseOpening.RefusalOf(new DbUpdateException("", new SqliteException("attempt to write a readonly database", 8)), "x.db"), StringComparison.Ordinal);
        Assert.Contains("make room", DatabaseOpening.RefusalOf(new SqliteException("full", 13), "x.db"), StringComparison.Ordinal);
        Assert.Null(DatabaseOpening.RefusalOf(new SqliteException("constraint failed", 19), "x.db"));
    }

    private async Task<string> RefusalAsync(string? path = null)
    {
        var message = (await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(path))).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private Task OpenAsync() => OpenAsync(null);

    private async Task OpenAsync(string? path)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddStorage(new ConfigurationBuilder().AddInMemoryCollection([new("Database:Path", path ?? Database)]).Build(), folder)
            .BuildServiceProvider();
        await StorageSetup.OpenAsync(services, Cancellation);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
