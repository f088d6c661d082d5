using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server;

/// <summary>Puts the server together. Settings come from appsettings.json, the environment and the command line.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);

    /// <summary>A server ready to start: its files read and checked, its database open, nothing served yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="adjust">Changes services before the server is built; for tests.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StartRefusedException">The environment is Production, and no authentication for it is configured.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args, Action<IServiceCollection>? adjust = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateBuilder(args);
        DevelopmentAuthentication.Add(builder.Services, builder.Environment);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, builder.Configuration));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestDrain);
        await AddServicesAsync(builder, cancellation);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseAuthentication();
        app.UseRequestTimeouts();
        app.UseJson();
        app.MapServices();
        await OpenAsync(app, cancellation);
        return app;
    }

    /// <summary>The services without Kestrel, with the database open: for commands.</summary>
    public static async Task<IServiceProvider> OpenForCommandAsync(string[] args, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(args);
        await AddServicesAsync(builder, cancellation);
        var app = builder.Build();
        await StorageSetup.OpenAsync(app.Services.GetRequiredService<IDbContextFactory<StorageContext>>(), cancellation);
        await DataSetup.StoreTaxesAsync(app.Services, cancellation);
        return app.Services;
    }

    private static void Listen(KestrelServerOptions kestrel, ConfigurationManager configuration)
    {
        kestrel.AddServerHeader = false;
        Listen("Grpc", 5080, HttpProtocols.Http2);
        Listen("Http", 5081, HttpProtocols.Http1);

        // Cleartext ports cannot tell HTTP/1.1 from HTTP/2: one port for each. Port 0: a free one, told at start.
        void Listen(string section, int port, HttpProtocols protocols) => kestrel.Listen(
            IPAddress.Parse(configuration[$"{section}:Address"] ?? IPAddress.Loopback.ToString()),
            configuration.GetValue($"{section}:Port", port),
            endpoint => endpoint.Protocols = protocols);
    }

    private static async Task AddServicesAsync(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
        await services.AddDataAsync(DataSchemas.Folder, cancellation);

        // Page tokens outlive the process: the key lies beside the database, as private as it is.
        var database = StorageSetup.DatabasePath(builder.Configuration, builder.Environment.ContentRootPath);
        services.AddDataProtection().SetApplicationName("MyOpenIP")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Path.GetDirectoryName(database)!, "keys")));

        services.AddSingleton<ParisClock>().AddSingleton<Refusals>().AddSingleton<PageTokens>().AddSingleton<Mutations>()
            .AddSingleton<ReadCache>().AddSingleton<PricingInputLoader>().AddSingleton<AmendmentPricer>().AddSingleton<AmendmentPricing>()
            .AddSingleton<AmendmentViews>().AddSingleton<ContractedOfferViews>()
            .AddSingleton(new ImportLimits()).AddSingleton<RecordImports>();
        services.AddRequestTimeouts().AddSingleton(Deadlines.Published());
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<CheckingInterceptor>();
        }).AddServiceOptions<CatalogService>(grpc => grpc.MaxReceiveMessageSize = ImportLimits.CatalogMessageBytes).AddJson();
        services.AddGrpcHealthChecks().AddCheck<DatabaseHealth>("database");
        Reflection.Add(services);
    }

    private static void MapServices(this WebApplication app)
    {
        var deadlines = app.Services.GetRequiredService<Deadlines>();
        deadlines.Bound(app.MapGrpcService<CustomersService>());
        deadlines.Bound(app.MapGrpcService<CatalogService>());
        deadlines.Bound(app.MapGrpcService<ContractedOffersService>());
        deadlines.Bound(app.MapGrpcService<AmendmentsService>());
        deadlines.Bound(app.MapGrpcService<OrdersService>());
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapHealthChecks("/health");
    }

    private static async Task OpenAsync(WebApplication app, CancellationToken cancellation)
    {
        await StorageSetup.OpenAsync(app.Services.GetRequiredService<IDbContextFactory<StorageContext>>(), cancellation);
        await DataSetup.StoreTaxesAsync(app.Services, cancellation);
        if (app.Environment.IsDevelopment())
            await app.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(cancellation);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MyOpenIP.Server");
        app.Lifetime.ApplicationStarted.Register(() => TellStart(app, logger));
        app.Lifetime.ApplicationStopping.Register(logger.Stopping);
    }

    private static void TellStart(WebApplication app, ILogger logger)
    {
        // Kestrel lists its addresses in the order in which they were added.
        var addresses = app.Urls.ToArray();
        logger.Started(
            typeof(ServerHost).Assembly.GetName().Version!.ToString(3), app.Environment.EnvironmentName, addresses[0], addresses[1],
            StorageSetup.DatabasePath(app.Configuration, app.Environment.ContentRootPath));
        logger.DevelopmentAuthenticationIsOn();
    }
}
