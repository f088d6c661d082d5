using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Storage;

/// <summary>How the database is reached.</summary>
internal static class StorageSetup
{
    /// <summary>Longest wait for a lock that another process holds, in seconds: well under every deadline, so that the caller is told.</summary>
    private const int LongestBusySeconds = 5;

    /// <summary>Adds the contexts (pooled) and the writer.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var path = DatabasePath(configuration, contentRoot);
        services.AddSingleton(_ => new DatabaseFile(path));
        services.AddPooledDbContextFactory<StorageContext>((provider, options) => Configure(options, provider.GetRequiredService<DatabaseFile>()));
        services.AddSingleton<StorageContexts>().AddSingleton<StorageWriter>().AddSingleton<WriteSignals>();
        return services;
    }

    /// <summary>The file of the database; a relative name is under the content root, the program's folder.</summary>
    public static string DatabasePath(IConfiguration configuration, string contentRoot) =>
        Path.GetFullPath(Settings.DatabasePath.Of(configuration), contentRoot);

    /// <summary>The file of anchors of the audit: as it is set, else beside the database.</summary>
    public static string AnchorsPath(IConfiguration configuration, string contentRoot) =>
        Settings.AuditAnchors.Of(configuration) is { Length: > 0 } path ? Path.GetFullPath(path, contentRoot) : DatabasePath(configuration, contentRoot) + ".anchors";

    /// <summary>The keys of page tokens and of access tokens, in the folder of the database: as private as it is.</summary>
    public static DirectoryInfo KeysBeside(string folder) => new(Path.Combine(folder, "keys"));

    /// <summary>Where files are received: on the disk of the database, and empty whenever nobody looks.</summary>
    public static DirectoryInfo UploadsBeside(string folder) => new(Path.Combine(folder, "uploads"));

    /// <summary>Points <paramref name="options"/> at a database file.</summary>
    public static void Configure(DbContextOptionsBuilder options, DatabaseFile file) => options
        .UseSqlite(
            ConnectionString(file.Path, pooled: true),
            sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(new VersionInterceptor(), new Durability(file))
        .ConfigureWarnings(warnings => warnings
            // Whoever catches a failure tells it, in one line.
            .Ignore(RelationalEventId.ConnectionError, RelationalEventId.TransactionError, RelationalEventId.CommandError)
            .Ignore(CoreEventId.SaveChangesFailed, CoreEventId.QueryIterationFailed, RelationalEventId.MultipleCollectionIncludeWarning)
            .Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));

    /// <summary>A database file, to be read alone: what is not there is not made, what is there is not changed.</summary>
    public static StorageContext OpenToRead(string path) => new StorageContext(new DbContextOptionsBuilder<StorageContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()).Options).SeeAs(Actor.Command);

    /// <summary>How a file is opened: never made, for a file that is gone is a fault and no empty database.</summary>
    public static string ConnectionString(string path, bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = LongestBusySeconds,
        Pooling = pooled,
    }.ToString();

    /// <summary>Creates or migrates the database, then refuses to go on unless what is committed is durable.</summary>
    /// <exception cref="StartRefusedException">It cannot be used; the message says what to do.</exception>
    public static async Task OpenAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var file = services.GetRequiredService<DatabaseFile>();
        await using var context = await services.GetRequiredService<StorageContexts>().OpenAsync(Actor.Service, cancellation);
        await DatabaseOpening.OpenAsync(context, file, services.GetRequiredService<ILoggerFactory>().CreateLogger("MyOpenIP.Server.Storage"), cancellation);
        await OlderAudit.ChainAsync(context, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellation);
    }
}
