using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>Writes of tests that nobody in particular does.</summary>
internal static class ServiceWrites
{
    public static Task<T> WriteAsync<T>(this StorageWriter writer, Func<StorageContext, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        writer.WriteAsync(Actor.Service, work, cancellation);

    public static Task WriteAsync(this StorageWriter writer, Func<StorageContext, CancellationToken, Task> work, CancellationToken cancellation) =>
        writer.WriteAsync(Actor.Service, work, cancellation);
}

/// <summary>A real SQLite file, migrated, with the data files in force; deleted at the end of the test.</summary>
public sealed class TemporaryDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private ServiceProvider? services;

    internal string Folder => folder;

    internal string File => Path.Combine(folder, "test.db");

    internal IServiceProvider Services => services!;

    internal StorageContexts Contexts => services!.GetRequiredService<StorageContexts>();

    internal StorageWriter Writer => services!.GetRequiredService<StorageWriter>();

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Path"] = File })
            .Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton<ParisClock>().AddSingleton<Operations>().AddStorage(configuration, folder);
        await collection.AddDataAsync(CheckedJson.Folder, CancellationToken.None);
        services = collection.BuildServiceProvider();
        await StorageSetup.OpenAsync(services, CancellationToken.None);
        await DataSetup.StoreTaxesAsync(services, CancellationToken.None);
    }

    internal StorageContext Open() => Contexts.Open(Actor.Service);

    public async ValueTask DisposeAsync()
    {
        await services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
