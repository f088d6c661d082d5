using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Storage;

/// <summary>How the database is opened, migrated and checked at start.</summary>
internal static class StorageSetup
{
    /// <summary>Adds the contexts (pooled) and the writer. Setting <c>Database:Path</c>: the file, relative to the content root.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var path = DatabasePath(configuration, contentRoot);
        services.AddPooledDbContextFactory<StorageContext>(options => Configure(options, path));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<StorageContext>>().CreateDbContext());
        services.AddSingleton<StorageWriter>();
        return services;
    }

    /// <summary>The file of the database.</summary>
    public static string DatabasePath(IConfiguration configuration, string contentRoot) =>
        Path.GetFullPath(configuration["Database:Path"] ?? "run/myopenip.db", contentRoot);

    /// <summary>Points <paramref name="options"/> at a database file.</summary>
    public static void Configure(DbContextOptionsBuilder options, string path) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString(),
            sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(new VersionInterceptor(), new DurabilityInterceptor())
        .ConfigureWarnings(warnings => warnings
            .Ignore(RelationalEventId.MultipleCollectionIncludeWarning)
            .Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));

    /// <summary>Creates or migrates the database, then refuses to go on unless what is committed is durable.</summary>
    /// <exception cref="InvalidOperationException">The database does not run in WAL with synchronous=FULL and foreign keys on.</exception>
    public static async Task OpenAsync(IDbContextFactory<StorageContext> contexts, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await context.Database.MigrateAsync(cancellation);
        await context.Database.OpenConnectionAsync(cancellation);
        await AssertDurableAsync(context.Database.GetDbConnection(), cancellation);
    }

    /// <summary>Refuses a connection on which a commit could be lost or a reference broken.</summary>
    /// <exception cref="InvalidOperationException">It does not run in WAL with synchronous=FULL and foreign keys on.</exception>
    public static async Task AssertDurableAsync(DbConnection connection, CancellationToken cancellation)
    {
        await AssertPragmaAsync(connection, "journal_mode", "wal", cancellation);
        await AssertPragmaAsync(connection, "synchronous", "2", cancellation);
        await AssertPragmaAsync(connection, "foreign_keys", "1", cancellation);
    }

    private static async Task AssertPragmaAsync(DbConnection connection, string pragma, string expected, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        var value = Convert.ToString(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
        if (value != expected)
            throw new InvalidOperationException($"SQLite: {pragma} is {value}, not {expected}: what is committed would not be safe.");
    }

    /// <summary>Sets what SQLite keeps per connection.</summary>
    private sealed class DurabilityInterceptor : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
