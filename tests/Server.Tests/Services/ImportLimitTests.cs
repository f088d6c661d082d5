using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Imports;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Imports on a server whose limits are near.</summary>
public sealed class ImportLimitTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private static readonly ImportLimits Near = new() { Records = 3, Bytes = 3_000, Rows = 20, CatalogueBytes = 1_000 };

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private TestServer? server;

    private Clients Operator => server!.Operator;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(database, TestServer.Today, services => services.AddSingleton(Near));
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_stream_holds_as_many_records_as_allowed_and_not_one_more()
    {
        Assert.Equal(3, (await Operator.ImportAsync(Customers(3))).CreatedCount);
        Assert.Equal("3", await LimitAsync(Operator.ImportAsync(Customers(4))));
    }

    [Fact]
    public async Task The_rows_that_a_stream_makes_are_counted_over_all_its_records()
    {
        var customers = Customers(2).ToList();
        foreach (var (customer, sites) in customers.Zip((int[])[10, 8]))
            customer.Sites.Add(Enumerable.Range(2, sites).Select(n => Streams.NewSite(customer.Identifier, n)));
        Assert.Equal("20", await LimitAsync(Operator.ImportAsync(customers)));
    }

    [Fact]
    public async Task The_bytes_of_a_stream_are_counted_over_all_its_messages()
    {
        var customers = Customers(3).ToList();
        customers[2].Sites.Add(Enumerable.Range(2, 50).Select(n => Streams.NewSite(700_002, n)));
        Assert.Equal("3000 B", await LimitAsync(Operator.ImportAsync(customers)));
    }

    [Fact]
    public async Task A_message_longer_than_any_is_refused_with_the_limit()
    {
        var customer = Streams.NewCustomer(700_000);
        customer.Reference = new string('x', 5 * 1024 * 1024);
        Assert.Equal("4 MiB", await LimitAsync(Operator.ImportAsync([customer])));
    }

    [Fact]
    public async Task A_catalogue_is_as_long_as_allowed_and_not_a_byte_longer()
    {
        var most = new ImportCatalogRequest { RequestId = Steps.NewId(), Content = ByteString.CopyFrom(new byte[1_000]) };
        Assert.Equal(1, (await Operator.Catalog.ImportCatalogAsync(most)).Summary.FaultCount);
        most.Content = ByteString.CopyFrom(new byte[1_001]);
        Assert.Equal("1000 B", await LimitAsync(Operator.Catalog.ImportCatalogAsync(most).ResponseAsync));
    }

    [Fact]
    public async Task A_catalogue_longer_than_the_usual_message_is_read() => Assert.Equal(
        "1000 B",
        await LimitAsync(Operator.Catalog.ImportCatalogAsync(
            new ImportCatalogRequest { RequestId = Steps.NewId(), Content = ByteString.CopyFrom(new byte[17 * 1024 * 1024]) }).ResponseAsync));

    [Fact]
    public async Task A_stream_that_falls_silent_is_ended()
    {
        using var call = Operator.Customers.ImportCustomers();
        await SendOneAsync(call, 700_000);
        await AdvanceUntilEndedAsync(call, Near.Idle + TimeSpan.FromSeconds(1));
        Assert.Equal("30 s", await LimitAsync(call.ResponseAsync));
    }

    [Fact]
    public async Task A_stream_that_goes_on_and_on_is_ended()
    {
        server!.Time.AutoAdvanceAmount = TimeSpan.Zero;
        using var call = Operator.Customers.ImportCustomers();
        await SendOneAsync(call, 700_000);
        await SendOneAsync(call, 700_001);
        await AdvanceUntilEndedAsync(call, Near.Total + TimeSpan.FromSeconds(1));
        Assert.Equal("300 s", await LimitAsync(call.ResponseAsync));
    }

    private static IEnumerable<Customer> Customers(int count) => Enumerable.Range(700_000, count).Select(i => Streams.NewCustomer(i));

    private static Task SendOneAsync(AsyncClientStreamingCall<ImportCustomersRequest, ImportCustomersResponse> call, long id) =>
        call.RequestStream.WriteAsync(
            new ImportCustomersRequest { RequestId = Steps.NewId(), Customer = Streams.NewCustomer(id) }, TestContext.Current.CancellationToken);

    private static async Task<string> LimitAsync(Task call) =>
        (await Refusal.OfAsync(call, StatusCode.ResourceExhausted, "LIMIT_EXCEEDED")).Info.Metadata["limit"];

    /// <summary>Lets the server's time pass; again, as long as the server may not have begun to wait.</summary>
    private async Task AdvanceUntilEndedAsync(AsyncClientStreamingCall<ImportCustomersRequest, ImportCustomersResponse> call, TimeSpan time)
    {
        for (var i = 0; i < 50 && !call.ResponseAsync.IsCompleted; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            server!.Time.Advance(time);
        }
    }
}
