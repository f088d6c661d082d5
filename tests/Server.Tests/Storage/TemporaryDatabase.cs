using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>A real SQLite file, migrated, deleted at the end of the test.</summary>
public sealed class TemporaryDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private ServiceProvider? services;

    internal string File => Path.Combine(folder, "test.db");

    internal IDbContextFactory<StorageContext> Contexts => services!.GetRequiredService<IDbContextFactory<StorageContext>>();

    internal StorageWriter Writer => services!.GetRequiredService<StorageWriter>();

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Path"] = File })
            .Build();
        services = new ServiceCollection().AddLogging().AddStorage(configuration, folder).BuildServiceProvider();
        await StorageSetup.OpenAsync(Contexts, CancellationToken.None);
    }

    internal StorageContext Open() => Contexts.CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
