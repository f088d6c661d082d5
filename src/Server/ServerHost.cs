using System.IO.Compression;
using Grpc.AspNetCore.Server.Model;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Notifications;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Issuing;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Security.Transport;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Signing.Pages;
using MyOpenIP.Server.Signing.Sealing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server;

/// <summary>Puts the server together. Settings come from appsettings.json in the program's folder, the environment and the command line.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);

    /// <summary>Threads beside one for each processor: SQLite blocks the one that asks it, and an import and a commit on two processors would leave none to the others.</summary>
    private const int SpareThreads = 4;

    /// <summary>How often who watches the health is told, and the database looked at though nobody asks.</summary>
    private static readonly TimeSpan HealthPeriod = TimeSpan.FromSeconds(5);

    /// <summary>A server ready to start: its files read and checked, its database open, nothing served yet.</summary>
    /// <param name="args">Settings of the command line.</param>
    /// <param name="adjust">Changes services before the server is built; for tests.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StartRefusedException">It cannot serve as it is set up.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args, Action<IServiceCollection>? adjust = null, CancellationToken cancellation = default)
    {
        ThreadPool.GetMinThreads(out _, out var completing);
        ThreadPool.SetMinThreads(Environment.ProcessorCount + SpareThreads, completing);
        var builder = Begin(args);
        if (!builder.Environment.IsDevelopment())
            StartRules.Require(builder.Configuration, KeysFolder(builder.Configuration, builder.Environment));
        var ports = Ports.Take(builder.Configuration);
        try
        {
            return await BuildAsync(builder, ports, adjust, cancellation);
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    private static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, Ports ports, Action<IServiceCollection>? adjust, CancellationToken cancellation)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Bound(builder.Configuration).Listen(ports)).UseSockets(sockets => sockets.CreateBoundListenSocket = ports.SocketOf);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestDrain);
        await AddServicesAsync(builder, cancellation);
        builder.Services.AddConnectionLimits(builder.Configuration);
        builder.Services.AddTransport(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddCallers(builder.Configuration, ports, KeysFolder(builder.Configuration, builder.Environment));
        builder.Services.AddHostedService(provider => new AuditAnchoring(
            provider.GetRequiredService<StorageContexts>(), new AnchorFile(StorageSetup.AnchorsPath(builder.Configuration, builder.Environment.ContentRootPath)),
            TimeSpan.FromSeconds(Settings.AuditAnchorSeconds.Of(builder.Configuration)), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AuditAnchoring>>()));
        builder.Services.AddSingleton(ports).AddSingleton<FirstPrice>().AddHostedService(provider => provider.GetRequiredService<FirstPrice>()).AddHostedService<SpareMemory>()
            .AddSingleton<LetInStill>().AddSingleton<WatchMessages>();
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<AbandonedCalls>().LookAsync);
        app.UseCutBodies();
        app.UseTransport();
        app.UseCallers();
        app.UseCallLimits();
        app.UseRequestTimeouts();
        app.UseJson();
        app.MapServices();
        app.MapFrontPage();
        app.MapPersons();
        app.MapQuoteDownload();
        SigningPages.Map(app);
        VerifyPages.Map(app);

        // Made now, not with the first call: a method that lacks its deadline or its policy ends the start.
        _ = ((IEndpointRouteBuilder)app).DataSources.Sum(source => source.Endpoints.Count);
        await OpenAsync(app, cancellation);
        return app;
    }

    /// <summary>The file of the database, as the settings name it.</summary>
    public static string DatabasePath(string[] args) => DatabasePath(Begin(args));

    /// <summary>The same, for commands that make none.</summary>
    /// <exception cref="StartRefusedException">There is no such file.</exception>
    public static string StandingDatabase(string[] args) => Standing(DatabasePath(args));

    /// <summary>The services without Kestrel, with the database open: for commands.</summary>
    /// <param name="args">Settings of the command line.</param>
    /// <param name="mayMake">Whether a database is made when there is none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StartRefusedException">The database cannot be used.</exception>
    public static async Task<IServiceProvider> OpenForCommandAsync(string[] args, bool mayMake, CancellationToken cancellation)
    {
        var builder = Begin(args);
        if (!mayMake)
            Standing(DatabasePath(builder));
        await AddServicesAsync(builder, cancellation);
        var app = builder.Build();
        await OpenDatabaseAsync(app, withDemonstration: false, cancellation);
        return app.Services;
    }

    /// <summary>Reads and checks the settings. The folder of the program is where files are looked for: from any working folder it is the same server.</summary>
    private static WebApplicationBuilder Begin(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder([$"--contentRoot={AppContext.BaseDirectory}", .. args]);
            SettingsCheck.ThrowIfWrong(builder.Configuration);
            builder.Services.AddSystemd();
            if (!builder.Environment.IsDevelopment())
                builder.AddStructuredLog();

            // They write the paths of requests, and a path can be a link that signs.
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
            return builder;
        }
        catch (Exception thrown) when (thrown is InvalidDataException or DirectoryNotFoundException or ArgumentException)
        {
            throw new StartRefusedException($"The settings cannot be read: {thrown.Message} {thrown.GetBaseException().Message}".ReplaceLineEndings(" "));
        }
    }

    private static string DatabasePath(WebApplicationBuilder builder) =>
        StorageSetup.DatabasePath(builder.Configuration, builder.Environment.ContentRootPath);

    /// <summary>The file of anchors of the audit, as the settings name it.</summary>
    public static AnchorFile Anchors(string[] args)
    {
        var builder = Begin(args);
        return new(StorageSetup.AnchorsPath(builder.Configuration, builder.Environment.ContentRootPath));
    }

    /// <summary>The folder of the keys of a server.</summary>
    public static DirectoryInfo KeysFolder(string[] args) => StorageSetup.KeysBeside(Path.GetDirectoryName(DatabasePath(args))!);

    private static DirectoryInfo KeysFolder(IConfiguration configuration, IHostEnvironment environment) =>
        StorageSetup.KeysBeside(Path.GetDirectoryName(StorageSetup.DatabasePath(configuration, environment.ContentRootPath))!);

    private static string Standing(string database) =>
        File.Exists(database) ? database : throw new StartRefusedException($"There is no database {database}: name the file with --Database:Path.");

    private static async Task AddServicesAsync(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
        await services.AddDataAsync(CheckedJson.Folder, cancellation);

        // Page tokens outlive the process.
        services.AddDataProtection().SetApplicationName("MyOpenIP")
            .PersistKeysToFileSystem(KeysFolder(builder.Configuration, builder.Environment));

        services.AddAccounts();
        services.AddPricer(builder.Configuration);
        services.AddSingleton<ParisClock>().AddSingleton<Refusals>().AddSingleton(_ => new LargeRequests(TimeProvider.System)).AddSingleton<Framing>().AddSingleton<PageTokens>().AddSingleton<Watching>().AddSingleton<Operations>()
            .AddSingleton<OfferReads>().AddSingleton<ReadCache>().AddSingleton<PricingInputLoader>().AddSingleton<AmendmentPricing>()
            .AddSingleton<UpdateSites>().AddSingleton<OpenDraft>().AddSingleton<ChangeDraft>().AddSingleton<GrantDiscounts>().AddSingleton<IssueQuote>().AddSingleton<AcceptQuote>().AddSingleton<KeepEvidence>().AddSingleton<VerifyFile>().AddSingleton<ValidateQuote>().AddSingleton<DeliverOrder>()
            .AddSingleton<QuotedPrices>().AddSingleton<QuotePapers>().AddSingleton<QuoteFiles>().AddSingleton<OrderFiles>().AddSingleton<AmendmentViews>().AddSingleton<ContractedOfferViews>()
            .AddSigning(builder.Configuration, builder.Environment)
            .AddSingleton(new ImportLimits()).AddSingleton<ImportTurns>().AddSingleton<RecordImports>()
            .AddAttachments(StorageSetup.UploadsBeside(Path.GetDirectoryName(DatabasePath(builder))!));
        services.AddOutbox(builder.Configuration).AddWebhooks(builder.Configuration);
        services.AddSingleton(new CallLimits(Settings.CallsPerSecond.Of(builder.Configuration), Settings.CallsAtOnce.Of(builder.Configuration)));
        services.AddRequestTimeouts().AddSingleton(Deadlines.Published());
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<CheckingInterceptor>();
            grpc.CompressionProviders.Add(new CheckedCompression(new GzipCompressionProvider(CompressionLevel.Fastest)));
            grpc.CompressionProviders.Add(new CheckedCompression(new DeflateCompressionProvider(CompressionLevel.Fastest)));
        }).AddServiceOptions<CatalogService>(grpc => grpc.MaxReceiveMessageSize = ImportLimits.CatalogMessageBytes).AddJson();

        // The first of the two: the framework's own, which gRPC is bound by; JSON has another.
        services.Replace(ServiceDescriptor.Singleton(typeof(IServiceMethodProvider<>), typeof(BoundedMethods<>)));
        services.AddSingleton<DatabaseHealth>().AddGrpcHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<FirstPrice>("first price").AddCheck<OutboxHealth>("outbox");
        services.Configure<HealthCheckPublisherOptions>(publishing => publishing.Period = HealthPeriod);
        Reflection.Add(services);
    }

    private static void MapServices(this WebApplication app)
    {
        var (deadlines, framing) = (app.Services.GetRequiredService<Deadlines>(), app.Services.GetRequiredService<Framing>());
        Map<CustomersService>(ImportLimits.MessageBytes);
        Map<CatalogService>(ImportLimits.CatalogMessageBytes);
        Map<ContractedOffersService>(ImportLimits.MessageBytes);
        Map<AmendmentsService>(ImportLimits.MessageBytes);
        Map<OrdersService>(ImportLimits.MessageBytes);
        framing.Watch(app.MapGrpcHealthChecksService(), ImportLimits.MessageBytes);
        framing.Watch(app.MapGrpcReflectionService(), ImportLimits.MessageBytes);
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = TellHealthAsync });

        void Map<TService>(int largest) where TService : class
        {
            var service = app.MapGrpcService<TService>();
            deadlines.Bound(service);
            MethodPolicies.Bind(service);
            framing.Watch(service, largest);
        }
    }

    /// <summary>One word, and on the lines below what is wrong.</summary>
    private static Task TellHealthAsync(HttpContext http, HealthReport report) => http.Response.WriteAsync(
        string.Join('\n', [$"{report.Status}", .. report.Entries.Values.Select(e => e.Description).OfType<string>()]), http.RequestAborted);

    private static async Task OpenAsync(WebApplication app, CancellationToken cancellation)
    {
        // Its rules are compiled before anything is served.
        _ = app.Services.GetRequiredService<AmendmentPricer>();
        _ = app.Services.GetRequiredService<SealMeans>();
        await OpenDatabaseAsync(app, app.Environment.IsDevelopment() && Settings.Demonstration.Of(app.Configuration), cancellation);
        RequireKeys(app);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MyOpenIP.Server");
        app.Lifetime.ApplicationStarted.Register(() => TellStart(app, logger));
        app.Lifetime.ApplicationStopping.Register(logger.Stopping);
    }

    /// <summary>Development makes its key by itself.</summary>
    private static void RequireKeys(WebApplication app)
    {
        var folder = KeysFolder(app.Configuration, app.Environment);
        if (app.Environment.IsDevelopment() && Settings.ExternalIssuer.Of(app.Configuration) is null && !(folder.Exists && folder.EnumerateFiles(SigningKey.Files).Any()))
            SigningKey.Make(folder, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), isDevelopment: true);
        _ = app.Services.GetRequiredService<TokenRules>();
    }

    private static async Task OpenDatabaseAsync(WebApplication app, bool withDemonstration, CancellationToken cancellation)
    {
        try
        {
            await StorageSetup.OpenAsync(app.Services, cancellation);
            await DataSetup.StoreTaxesAsync(app.Services, cancellation);
            await DataSetup.StoreDocumentsAsync(app.Services, CheckedJson.Folder, cancellation);
            if (withDemonstration)
                await app.Services.GetRequiredService<DemonstrationData>().LoadIntoEmptyAsync(cancellation);
        }
        catch (Exception thrown) when (DatabaseOpening.RefusalOf(thrown, app.Services.GetRequiredService<DatabaseFile>().Path) is { } refusal)
        {
            throw new StartRefusedException(refusal);
        }
    }

    private static void TellStart(WebApplication app, ILogger logger)
    {
        // Kestrel lists its addresses in the order in which they were added; by TLS it has one.
        var addresses = app.Urls.ToArray();
        logger.Started(
            typeof(ServerHost).Assembly.GetName().Version!.ToString(3), app.Environment.EnvironmentName, addresses[0], addresses[^1],
            StorageSetup.DatabasePath(app.Configuration, app.Environment.ContentRootPath));
        if (app.Environment.IsDevelopment())
            logger.CallersAreBelieved();
    }
}
