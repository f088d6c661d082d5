using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>What one client may ask for is bounded, and others do not feel it.</summary>
public sealed class LimitTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int PerSecond = 40;
    private const int AtOnce = 3;
    private const int OfAddress = 20;

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(
            database, TestServer.Today, null,
            "--Limits:CallsPerSecond", $"{PerSecond}", "--Limits:CallsAtOnce", $"{AtOnce}", "--Limits:ConnectionsOfAddress", $"{OfAddress}", "--Limits:IdleSeconds", "1");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_calls_too_often_is_refused_and_told_when_to_try_again_while_another_is_answered()
    {
        var refusal = await ExhaustAsync("Dev reseller:destiny");
        Assert.Equal(("LIMIT_EXCEEDED", $"{PerSecond}/s"), (refusal.Reason, refusal.Info.Metadata["limit"]));
        Assert.Equal(TimeSpan.FromSeconds(1), refusal.Status.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.ToTimeSpan());
        Assert.NotEmpty(refusal.Status.GetDetail<Google.Rpc.RequestInfo>().RequestId);
        await AskAsync("Dev reseller:sud-connect");

        // After the time that was told.
        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);
        await AskAsync("Dev reseller:destiny");
    }

    [Fact]
    public async Task Over_JSON_it_is_429_with_the_same_details()
    {
        await ExhaustAsync("Dev reseller:nord-voix");
        using var http = new HttpClient { BaseAddress = server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/customers") { Headers = { { "authorization", "Dev reseller:nord-voix" } } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"reason\": \"LIMIT_EXCEEDED\"", told, StringComparison.Ordinal);
        Assert.Contains("retryDelay", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Who_has_too_many_calls_under_way_is_refused_until_one_of_them_ends()
    {
        var streams = Enumerable.Range(0, AtOnce).Select(_ => StreamOf("Dev reseller:armor-telecom")).ToList();
        foreach (var stream in streams)
        {
            await stream.RequestStream.WriteAsync(new PreviewAmendmentsRequest { Key = "a" }, TestContext.Current.CancellationToken);
            Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        }
        var refusal = await Refusal.OfAsync(AskAsync("Dev reseller:armor-telecom"), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal($"{AtOnce}", refusal.Info.Metadata["limit"]);
        await AskAsync("Dev reseller:sud-connect");

        await streams[0].RequestStream.CompleteAsync();
        Assert.False(await streams[0].ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        await AskAsync("Dev reseller:armor-telecom");
        streams.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task An_address_that_opens_too_many_connections_has_the_others_closed_and_idle_ones_are_closed_in_time()
    {
        await AskAsync("Dev operator");
        var connections = await Task.WhenAll(Enumerable.Range(0, 2 * OfAddress).Select(async _ =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, server.Grpc.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                // Closed while it was being opened: reading says so.
            }
            return socket;
        }));
        var start = TimeProvider.System.GetTimestamp();
        var closed = (await Task.WhenAll(connections.Select(ClosedAfterAsync))).Order().ToArray();

        // Those beyond the limit at once, the others when their time is over.
        Assert.InRange(closed.Count(t => t < TimeSpan.FromSeconds(0.7)), OfAddress, (2 * OfAddress) - 1);
        Assert.InRange(closed[^1], TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(15));
        await AskAsync("Dev operator");

        async Task<TimeSpan> ClosedAfterAsync(Socket socket)
        {
            using (socket)
                try
                {
                    var bytes = new byte[256];
                    while (await socket.ReceiveAsync(bytes, TestContext.Current.CancellationToken) > 0)
                    {
                    }
                }
                catch (SocketException)
                {
                    // Cut is closed.
                }
            return TimeProvider.System.GetElapsedTime(start);
        }
    }

    [Fact]
    public void Clients_are_counted_each_for_itself()
    {
        using var limits = new CallLimits(2, 1);
        var first = limits.Enter("a");
        Assert.Equal("1", Assert.Throws<Fault>(() => limits.Enter("a")).Metadata[0].Value);
        limits.Enter("b").Dispose();
        first.Dispose();
        limits.Enter("a").Dispose();
        Assert.Equal("2/s", Assert.Throws<Fault>(() => limits.Enter("a")).Metadata[0].Value);
        limits.Enter("b").Dispose();
    }

    [Fact]
    public void Unset_a_client_has_as_many_calls_at_once_as_a_connection_carries_and_five_hundred_in_a_second()
    {
        var unset = new ConfigurationBuilder().Build();
        using var limits = new CallLimits(Settings.CallsPerSecond.Of(unset), Settings.CallsAtOnce.Of(unset));
        var calls = Enumerable.Range(0, 100).Select(_ => limits.Enter("platform")).ToList();
        var refused = Assert.Throws<Fault>(() => limits.Enter("platform"));
        Assert.Equal(("100", TimeSpan.FromSeconds(1)), (refused.Metadata[0].Value, refused.RetryAfter));
        calls.ForEach(call => call.Dispose());
        refused = Assert.Throws<Fault>(() =>
        {
            for (var i = 0; i < 10_000; i++)
                limits.Enter("platform").Dispose();
        });
        Assert.Equal(("500/s", TimeSpan.FromSeconds(1)), (refused.Metadata[0].Value, refused.RetryAfter));
        limits.Enter("another").Dispose();
    }

    private Task<ListCustomersResponse> AskAsync(string by) => server.As(by).Customers.ListCustomersAsync(new ListCustomersRequest { PageSize = 1 }).ResponseAsync;

    private AsyncDuplexStreamingCall<PreviewAmendmentsRequest, PreviewAmendmentsResponse> StreamOf(string by) => server.As(by).Amendments.PreviewAmendments();

    /// <summary>Calls until it is refused.</summary>
    private async Task<Refusal> ExhaustAsync(string by)
    {
        for (var i = 0; i < 50 * PerSecond; i++)
            try
            {
                await AskAsync(by);
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.ResourceExhausted)
            {
                return new Refusal(refused.StatusCode, refused.GetRpcStatus()!);
            }
        throw new InvalidOperationException("Nothing was refused.");
    }
}
