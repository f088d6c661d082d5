using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.Server.Wire;
using MyOpenIP.ServerBench;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>
/// Who means no good is refused or cut, and others are answered meanwhile. How long they wait and what memory is left in use is
/// measured by the longer form, <c>ServerBench neighbour</c>; <c>ABUSE_CONNECTIONS=5000</c> opens as many here.
/// </summary>
public sealed class AbuseTests(DemonstrationDatabase demonstration, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Resets = "resets";
    private const int LargestMessage = 4 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private static readonly int Connections =
        int.Parse(Environment.GetEnvironmentVariable("ABUSE_CONNECTIONS") ?? "1000", NumberStyles.None, CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private TestServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(
            database, TestServer.Today, null, "--Limits:IdleSeconds", "2", "--Limits:ConnectionsOfAddress", $"{2 * Connections}", "--Logging:LogLevel:Default", "Error");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked_and_a_byte_too_many_before_it_is_read()
    {
        using var calls = new RawCalls(server.Grpc);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var bomb = await calls.SendAsync("Amendments/PreviewAmendment", RawCalls.Frame(RawCalls.Gzip(new byte[64 * LargestMessage]), 1), "gzip");
        Assert.Equal(StatusCode.ResourceExhausted, bomb.Code);
        Assert.Equal("LIMIT_EXCEEDED", bomb.Details!.GetDetail<Google.Rpc.ErrorInfo>().Reason);

        // The 256 MB that it holds are the test's own, once.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 65L * LargestMessage + (16 * LargestMessage));
        var large = await calls.SendAsync("Amendments/PreviewAmendment", RawCalls.Frame(new byte[LargestMessage + 1]));
        Assert.Equal((StatusCode.ResourceExhausted, "4 MiB"), (large.Code, large.Details!.GetDetail<Google.Rpc.ErrorInfo>().Metadata["limit"]));
        var repeated = await calls.SendAsync("Amendments/PreviewAmendment", RawCalls.Frame([.. Enumerable.Repeat((byte[])[0x3A, 0], 1_000_000).SelectMany(e => e)]));
        Assert.Equal(StatusCode.InvalidArgument, repeated.Code);
    }

    [Fact]
    public async Task A_bomb_that_says_how_large_it_is_costs_no_more_than_its_bytes()
    {
        using var calls = new RawCalls(server.Grpc);
        var bomb = RawCalls.Frame(RawCalls.Gzip(new byte[16 * LargestMessage]), 1);
        await calls.SendAsync("Amendments/PreviewAmendment", bomb, "gzip");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var refused = await calls.SendAsync("Amendments/PreviewAmendment", bomb, "gzip");
        Assert.Equal((StatusCode.ResourceExhausted, "4 MiB"), (refused.Code, refused.Details!.GetDetail<Google.Rpc.ErrorInfo>().Metadata["limit"]));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, LargestMessage / 2);
    }

    /// <summary>What waits for its turn is left with the kernel: memory and processors are not spent on it.</summary>
    [Fact]
    public async Task Of_a_large_body_that_waits_for_its_turn_little_is_received()
    {
        var (large, free) = (server.Parts.GetRequiredService<LargeRequests>(), new List<IDisposable>());
        for (var i = 0; i < LargeRequests.Turns; i++)
            free.Add(await large.EnterAsync(Cancellation));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 16 * 1024 };
        await socket.ConnectAsync(server.Http.Host, server.Http.Port, Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/{Steps.MetaCentrex}:previewAmendment HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {LargestMessage}\r\n\r\n"), Cancellation);
        var (body, sent) = (new byte[16 * 1024], 0);
        using (var stalled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
            try
            {
                while (sent < LargestMessage)
                {
                    stalled.CancelAfter(TimeSpan.FromSeconds(1));
                    sent += await socket.SendAsync(body, stalled.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // No more is taken.
            }
        free.ForEach(turn => turn.Dispose());
        output.WriteLine($"{sent} bytes were taken");
        Assert.InRange(sent, 1, LargestMessage - 1);

        // What the kernel holds beside it is the machine's.
        Assert.Equal(64 * 1024, server.Parts.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBufferSize);
    }

    /// <summary>All kinds at once, others calling beside them: the server ends every connection of every attack, and answers every call of the others.</summary>
    [Fact]
    public async Task Attacks_are_cut_and_others_are_answered_meanwhile()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        // Whoever gives calls up in masses shuts out its whole address for a moment, and that would end the others too.
        var attacks = HostileConnections.Kinds.Where(kind => kind.Key != Resets).ToDictionary(kind => kind.Key, kind => new Attack(Math.Max(4, kind.Value * Connections / 5_000)));
        var running = attacks.Select(a => HostileConnections.RunAsync(a.Key, server.Grpc, server.Http, a.Value.Connections, a.Value.End, end.Token)).ToList();
        var others = OthersAsync(end.Token);
        for (var waited = TimeSpan.Zero; waited < Longest && attacks.Values.Any(a => !a.IsCut); waited += Look)
            await Task.Delay(Look, Cancellation);
        await end.CancelAsync();
        await Task.WhenAll(running);
        var longest = await others;
        var told = string.Join(", ", attacks.Select(a => $"{a.Key}: {a.Value.Ended} ended of {a.Value.Connections} at once"));
        output.WriteLine($"{told}; the longest call of others {longest.TotalMilliseconds:F0} ms");
        Assert.True(attacks.Values.All(a => a.IsCut), told);
    }

    [Fact]
    public async Task Calls_given_up_in_masses_end_their_connection_and_their_address_waits_a_moment_for_the_next()
    {
        await server.Reseller.ReadOfferAsync(Steps.MetaCentrex);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (attack, start) = (HostileConnections.RunAsync(Resets, server.Grpc, server.Http, 1, () => { }, end.Token), Stopwatch.GetTimestamp());
        while (!await IsClosedAtOnceAsync())
            Assert.True(Stopwatch.GetElapsedTime(start) < Longest);

        // The connections that stand go on, and others come again once it is over.
        await server.Reseller.ReadOfferAsync(Steps.MetaCentrex);
        await end.CancelAsync();
        await attack;
        while (await IsClosedAtOnceAsync())
            Assert.True(Stopwatch.GetElapsedTime(start) < Longest);
    }

    /// <summary>Whether a new connection is closed though it begins well.</summary>
    private async Task<bool> IsClosedAtOnceAsync()
    {
        try
        {
            using var connection = await RawConnection.OpenAsync(server.Grpc, Cancellation);
            await connection.BeginAsync(Cancellation);
            return await Task.WhenAny(connection.ReadToEndAsync(Cancellation), Task.Delay(Look, Cancellation)) is Task<byte[]>;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Prices and reads, each after a pause, until it is told to stop. One that is not answered fails the test.</summary>
    private async Task<TimeSpan> OthersAsync(CancellationToken end)
    {
        // Another client than the attackers say they are: what one calls at once is bounded.
        var (client, longest) = (server.Reseller, TimeSpan.Zero);
        while (!end.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await client.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex }, cancellationToken: CancellationToken.None);
            await client.ReadOfferAsync(Steps.MetaCentrex);
            var taken = Stopwatch.GetElapsedTime(start);
            longest = taken > longest ? taken : longest;
            await Task.Delay(20, Cancellation);
        }
        return longest;
    }

    /// <summary>An attack under way.</summary>
    private sealed class Attack(int connections)
    {
        private int ended;

        public int Connections => connections;

        public int Ended => ended;

        public bool IsCut => ended >= connections;

        public void End() => Interlocked.Increment(ref ended);
    }
}
