using System.Collections.Concurrent;
using System.Data.Common;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Events;

/// <summary>How a watch ends that does not end by itself, and what one costs that nobody reads.</summary>
public sealed class WatchEndTests(DemonstrationDatabase demonstration) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_ends_with_UNAVAILABLE_when_the_server_stops_and_goes_on_at_the_next()
    {
        File.Copy(demonstration.File, Database);
        string resume;
        await using (var server = await TestServer.StartAsync(Database, TestServer.Today))
        {
            using var call = server.Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-" }, cancellationToken: Cancellation);
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            resume = call.ResponseStream.Current.ResumeToken;
            var end = Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
            server.Parts.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            Assert.Equal(StatusCode.Unavailable, (await end).StatusCode);
        }
        await using var next = await TestServer.StartAsync(Database, TestServer.Today);
        var draft = await next.Reseller.CreateAsync(Steps.MetaCentrex);
        using var again = next.Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-", ResumeToken = resume, UntilNow = true }, cancellationToken: Cancellation);
        Assert.Equal([draft.Name], await again.ResponseStream.ReadAllAsync(Cancellation).Where(m => m.Event is not null).Select(m => m.Event.Resource).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task It_ends_when_the_client_is_disabled()
    {
        File.Copy(demonstration.File, Database);
        await using var server = await TestServer.StartInProductionAsync(Database, TestServer.Today);
        var token = await server.TokenOfNewAsync("erp", ActorRole.Reseller, "destiny");
        using var call = server.As($"Bearer {token}").Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-" }, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        await server.RunAsync(async write =>
        {
            await ClientRegistration.DisableAsync(write, "erp");
            return 0;
        });
        var end = Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancellation))
            {
            }
        });
        for (var i = 0; i < 100 && !end.IsCompleted; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(end, Task.Delay(20, Cancellation));
        }
        Assert.Equal(StatusCode.Unauthenticated, (await end).StatusCode);
    }

    [Fact]
    public async Task One_that_nobody_reads_is_read_from_the_database_no_further_than_it_is_sent_and_is_given_up()
    {
        const int Happened = 20_000;
        File.Copy(demonstration.File, Database);
        var reads = new Reads();
        await using var server = await TestServer.StartAsync(
            Database, TestServer.Today, services => services.ConfigureDbContext<StorageContext>(options => options.AddInterceptors(reads)));
        using var call = server.Reseller.Amendments.WatchAmendments(new WatchAmendmentsRequest { Parent = "customers/-" }, cancellationToken: Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        await using (var storage = server.OpenStorage())
        {
            var reason = new string('x', 2000);
            await storage.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Events" ("Reseller", "Position", "Id", "CustomerId", "Collection", "Number", "Subject", "Kind", "FormerState", "State", "At", "Actor", "Role", "RequestId", "Reason")
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Happened})
                SELECT 'destiny', (SELECT COALESCE(MAX("Position"), 0) FROM "Events") + i, printf('00000000-0000-0000-0000-%012d', i), 44660, 'amendments', 'DEV1',
                  'customers/44660/amendments/DEV1', 'AddComment', '', '', 0, 'x', 'Operator', '', {reason} FROM n
                """,
                Cancellation);
        }
        server.Time.Advance(TimeSpan.FromSeconds(6));
        await SettleAsync(reads);

        // 40 MB are there, and the client takes what its window holds.
        Assert.InRange(reads.Count, 1, 20);
        server.Time.Advance(TimeSpan.FromSeconds(61));
        var count = 0;
        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancellation))
                count++;
        });

        // What lies between cannot be taken back: the stream is cut, and what has come but was not read may go with it.
        Assert.NotEqual(StatusCode.OK, end.StatusCode);
        Assert.InRange(count, 0, Happened / 2);
    }

    private static async Task SettleAsync(Reads reads)
    {
        for (var (before, same) = (-1, 0); same < 20; same = reads.Count == before && before > 0 ? same + 1 : 0)
        {
            before = reads.Count;
            await Task.Delay(50, Cancellation);
        }
    }

    private sealed class Reads : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<string> texts = new();

        public int Count => texts.Count;

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            if (result.CommandText.Contains("ORDER BY \"e\".\"Position\"", StringComparison.Ordinal))
                texts.Enqueue(result.CommandText);
            return result;
        }
    }
}
