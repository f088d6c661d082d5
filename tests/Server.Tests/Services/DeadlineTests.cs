using System.Data.Common;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Json;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using AmendmentState = MyOpenIP.V1.AmendmentState;

namespace MyOpenIP.Server.Tests.Services;

public sealed class DeadlineTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public void Every_method_is_bounded_by_its_published_deadline_over_gRPC_and_JSON()
    {
        var bounds = fixture.Server.Parts.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => (Method: e.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName, e.Metadata.GetMetadata<RequestTimeoutPolicy>()?.Timeout))
            .Where(e => e.Method?.StartsWith("/myopenip.", StringComparison.Ordinal) == true).ToLookup(e => e.Method!, e => e.Timeout);
        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)], bounds["/myopenip.v1.Orders/ListOrders"]);
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)], bounds["/myopenip.v1.Orders/Deliver"]);
        Assert.Equal([TimeSpan.FromSeconds(600)], bounds["/myopenip.v1.Customers/ImportCustomers"]);
        Assert.All(Methods, m => Assert.All(bounds[m], bound => Assert.NotNull(bound)));
        Assert.Superset(Methods.ToHashSet(), bounds.Select(b => b.Key).ToHashSet());
    }

    [Fact]
    public async Task A_call_past_its_deadline_is_given_up_and_stores_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        File.Copy(fixture.Database, Path.Combine(folder, "copy.db"));
        var stuck = new StuckDatabase();
        var oneSecond = new Deadlines(Methods.ToDictionary(m => m, _ => TimeSpan.FromSeconds(1)));
        await using (var server = await TestServer.StartAsync(Path.Combine(folder, "copy.db"), TestServer.Today, services =>
        {
            services.AddSingleton(oneSecond);
            services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(stuck));
        }))
        {
            var creation = Steps.Creation(Steps.Numbers);
            stuck.IsOn = true;
            await PastAsync(server.Operator.Amendments.CreateAmendmentAsync(creation));
            await PastAsync(server.Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }));
            using var json = new JsonClient(server.Http);
            Assert.Equal(4, (int)(await json.SendAsync(HttpMethod.Get, $"/v1/{Steps.Customer}", (string?)null, HttpStatusCode.GatewayTimeout))["code"]!);

            stuck.IsOn = false;
            Assert.Empty((await server.Operator.Amendments.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = Steps.Customer })).Amendments);
            Assert.Equal(AmendmentState.Draft, (await server.Operator.Amendments.CreateAmendmentAsync(creation)).Amendment.State);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);

        static Task PastAsync<T>(AsyncUnaryCall<T> call) => Refusal.OfAsync(call, StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED");
    }

    private static IEnumerable<string> Methods =>
        new[] { CustomersReflection.Descriptor, CatalogReflection.Descriptor, ContractedOffersReflection.Descriptor, AmendmentsReflection.Descriptor, OrdersReflection.Descriptor }
            .SelectMany(f => f.Services).SelectMany(s => s.Methods.Select(m => $"/{s.FullName}/{m.Name}"));

    /// <summary>The refusal of a read that the database does not answer.</summary>
    internal static async Task<Refusal> RefusalAsync(ServerFixture fixture)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        File.Copy(fixture.Database, Path.Combine(folder, "copy.db"));
        var stuck = new StuckDatabase();
        try
        {
            await using var server = await TestServer.StartAsync(Path.Combine(folder, "copy.db"), TestServer.Today, services =>
            {
                services.AddSingleton(new Deadlines(Methods.ToDictionary(m => m, _ => TimeSpan.FromSeconds(1))));
                services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(stuck));
            });
            stuck.IsOn = true;
            return await Refusal.OfAsync(server.Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A database that does not answer until the call is given up.</summary>
    private sealed class StuckDatabase : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsOn)
                await Task.Delay(TimeSpan.FromSeconds(60), cancellationToken);
            return result;
        }
    }
}
