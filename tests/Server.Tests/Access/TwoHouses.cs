using System.Collections.Concurrent;
using System.Data.Common;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>A server on which two resellers have one of everything.</summary>
public sealed class TwoHouses(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    internal TestServer Server { get; private set; } = null!;

    /// <summary>The house of "destiny", which the others are kept out of.</summary>
    internal House Own { get; private set; } = null!;

    /// <summary>The house of "sud-connect".</summary>
    internal House Other { get; private set; } = null!;

    /// <summary>What was asked of the database.</summary>
    internal static Asked Statements { get; } = new();

    private string Database => Path.Combine(folder, "myopenip.db");

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Database);
        Server = await StartAsync(_ => { });
        Own = await House.BuildAsync(Server, "destiny");
        Other = await House.BuildAsync(Server, "sud-connect");
    }

    internal CallInvoker As(string authorization) => Server.As(authorization).Calls;

    /// <summary>Another server on the same database, whose contexts see for the service whoever asks.</summary>
    internal Task<TestServer> SabotagedAsync() => StartAsync(services => services.Replace(ServiceDescriptor.Singleton(
        provider => new StorageContexts(provider.GetRequiredService<IDbContextFactory<StorageContext>>()) { SeenBy = _ => Actor.Service })));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private Task<TestServer> StartAsync(Action<IServiceCollection> adjust) => TestServer.StartAsync(Database, TestServer.Today, services =>
    {
        services.ConfigureDbContext<StorageContext>(options => options.AddInterceptors(Statements))
            .PostConfigure<HealthCheckPublisherOptions>(publishing => publishing.Delay = TimeSpan.FromDays(1));
        adjust(services);
    });

    /// <summary>Keeps the statements of calls; those of the look at the health are nobody's.</summary>
    internal sealed class Asked : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<string> texts = new();

        public string Told => string.Join('\n', texts);

        public void Clear() => texts.Clear();

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            if (!result.CommandText.Contains("SELECT EXISTS (\n    SELECT 1\n    FROM \"CatalogueVersions\"", StringComparison.Ordinal))
                texts.Enqueue(result.CommandText);
            return result;
        }
    }
}
