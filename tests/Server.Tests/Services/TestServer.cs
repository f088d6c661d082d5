using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.V1;

[assembly: AssemblyFixture(typeof(MyOpenIP.Server.Tests.Services.DemonstrationDatabase))]

namespace MyOpenIP.Server.Tests.Services;

/// <summary>A database with the demonstration, made once; every server starts from a copy of it.</summary>
public sealed class DemonstrationDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    internal string File => Path.Combine(folder, "myopenip.db");

    public async ValueTask InitializeAsync()
    {
        await using (await TestServer.StartAsync(File, TestServer.Today))
        {
        }
        SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A real server on free loopback ports with a real database file, as a class of tests shares it.</summary>
public class ServerFixture(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private readonly Queue<string> offers = new();

    internal TestServer Server { get; private set; } = null!;

    internal string Database => Path.Combine(folder, "myopenip.db");

    /// <summary>Where the server writes mail.</summary>
    internal Mailbox Mailbox => new(Path.Combine(folder, "mail"));

    private protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Database);
        Server = await TestServer.StartAsync(Database, TestServer.Today, settings: Settings);
        await using var storage = Server.OpenStorage();
        var free = await storage.ContractedOffers
            .Where(o => o.Reseller == "destiny" && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == ContractState.Delivered)
            .OrderBy(o => o.ReferenceNumber).ToListAsync();
        foreach (var offer in free)
            offers.Enqueue($"customers/{offer.CustomerId}/contractedOffers/{offer.Reference}");
    }

    /// <summary>Name of a delivered MetaCentrex offer of the reseller "destiny" that no other test has touched.</summary>
    internal string NextOffer() => offers.Dequeue();

    /// <summary>Stops the server and starts another on the same database.</summary>
    internal async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await TestServer.StartAsync(Database, Server.Time.GetUtcNow(), settings: Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same, with NRules' own runtime.</summary>
public sealed class NRulesServerFixture(DemonstrationDatabase demonstration) : ServerFixture(demonstration)
{
    private protected override string[] Settings => ["--Pricing:RulesEngine", "NRules"];
}

/// <summary>A server of this process and its clients.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>The day on which the tests live: 24 November 2026, noon in Paris.</summary>
    public static readonly DateTimeOffset Today = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private TestServer(WebApplication app, FakeTimeProvider time)
    {
        (this.app, Time) = (app, time);
        var addresses = app.Urls.ToArray();
        (Grpc, Http) = (new Uri(addresses[0]), new Uri(addresses[^1]));
        channel = GrpcChannel.ForAddress(addresses[0], new GrpcChannelOptions { MaxReceiveMessageSize = null });
    }

    /// <summary>The clock of the server.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Where gRPC is served.</summary>
    public Uri Grpc { get; }

    /// <summary>Where HTTP/1.1 is served.</summary>
    public Uri Http { get; }

    /// <summary>The operator.</summary>
    public Clients Operator => As("Dev operator");

    /// <summary>The reseller of customer 44660.</summary>
    public Clients Reseller => As("Dev reseller:destiny");

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Parts => app.Services;

    /// <summary>Calls without credentials or a language.</summary>
    public CallInvoker Bare => channel.CreateCallInvoker();

    /// <summary>Tests call as quickly as they can.</summary>
    private static readonly string[] Unbounded = ["--Limits:CallsPerSecond", "1000000", "--Limits:CallsAtOnce", "1000000"];

    public static async Task<TestServer> StartAsync(string database, DateTimeOffset now, Action<IServiceCollection>? adjust = null, params string[] settings)
    {
        var time = new FakeTimeProvider(now);
        string[] mail = settings.Any(s => s.StartsWith("--Mail:", StringComparison.Ordinal) || s == "Production")
            ? []
            : ["--Mail:Folder", Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "mail")];
        var app = await ServerHost.BuildAsync(
            ["--environment", "Development", "--contentRoot", AppContext.BaseDirectory, "--Grpc:Port", "0", "--Http:Port", "0", "--Database:Path", database, .. Unbounded, .. mail, .. settings],
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                adjust?.Invoke(services);
            });
        await app.StartAsync();
        return new TestServer(app, time);
    }

    /// <summary>The same in Production, with a signing key of its own.</summary>
    public static Task<TestServer> StartInProductionAsync(string database, DateTimeOffset now, params string[] settings)
    {
        SigningKey.Make(StorageSetup.KeysBeside(Path.GetDirectoryName(database)!), now, isDevelopment: false);
        return StartAsync(database, now, settings: ["--environment", "Production", "--Public:BaseUrl", "https://api.example.fr/", .. settings]);
    }

    /// <summary>The clients of a caller.</summary>
    public Clients As(string authorization, string language = "en") =>
        new(channel.Intercept(new AsCaller(new Metadata { { "authorization", authorization }, { "accept-language", language } })));

    /// <summary>The database itself, to look behind the server or to prepare what no call can.</summary>
    public StorageContext OpenStorage() => app.Services.GetRequiredService<StorageContexts>().Open(Actor.Service);

    /// <summary>Gives every call its caller, and the test's own end.</summary>
    private sealed class AsCaller(Metadata headers) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(
                context.Method, context.Host, context.Options.WithHeaders(headers).WithCancellationToken(TestContext.Current.CancellationToken)));

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(new(context.Method, context.Host, context.Options.WithHeaders(headers)));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(
                context.Method, context.Host, context.Options.WithHeaders(headers).WithCancellationToken(TestContext.Current.CancellationToken)));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(new(context.Method, context.Host, context.Options.WithHeaders(headers)));
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>The five services as one caller.</summary>
internal sealed record Clients(CallInvoker Calls)
{
    public V1.Customers.CustomersClient Customers { get; } = new(Calls);

    public Catalog.CatalogClient Catalog { get; } = new(Calls);

    public V1.ContractedOffers.ContractedOffersClient ContractedOffers { get; } = new(Calls);

    public V1.Amendments.AmendmentsClient Amendments { get; } = new(Calls);

    public V1.Orders.OrdersClient Orders { get; } = new(Calls);
}
