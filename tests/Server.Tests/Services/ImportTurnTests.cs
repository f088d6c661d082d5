using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Many long imports at once: one is worked on, the others wait or are told when to try again.</summary>
public sealed class ImportTurnTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const int Long = ImportTurns.Short + 1;

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly LargeRequests large = new(TimeProvider.System);
    private TestServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ImportTurns Turns => server.Parts.GetRequiredService<ImportTurns>();

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Path.Combine(folder, "myopenip.db"));
        server = await TestServer.StartAsync(Path.Combine(folder, "myopenip.db"), TestServer.Today, services => services
            .AddSingleton(parts => new ImportTurns(parts.GetRequiredService<LargeRequests>()) { LongestWait = TimeSpan.FromSeconds(1) }));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        large.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_long_import_waits_for_its_turn_and_is_told_when_to_try_again_and_a_short_one_does_not_wait()
    {
        using (var other = Turns.Begin(Cancellation))
        {
            await other.ReadAsync(ImportTurns.Short);
            Assert.False(await other.WaitAsync(Task.FromResult(false)));
            var refusal = await Refusal.OfAsync(server.Operator.ImportAsync(Customers(700_000, Long)), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
            Assert.Equal(5, refusal.Status.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
        }
        Assert.Equal(ImportTurns.Short, (await server.Operator.ImportAsync(Customers(700_000, ImportTurns.Short))).CreatedCount);
        using (var other = Turns.Begin(Cancellation))
        {
            await other.ReadAsync(ImportTurns.Short);
            Assert.Equal(ImportTurns.Short, (await server.Operator.ImportAsync(Customers(710_000, ImportTurns.Short))).CreatedCount);
        }
    }

    [Fact]
    public async Task Long_imports_at_once_are_all_done_one_after_the_other()
    {
        var imports = Enumerable.Range(0, 4).Select(i => server.Operator.ImportAsync(Customers(720_000 + (1_000 * i), 3 * Long)));
        Assert.All(await Task.WhenAll(imports), done => Assert.Equal(3 * Long, done.CreatedCount));
    }

    [Fact]
    public async Task An_import_that_stalls_gives_its_turn_away_and_takes_another()
    {
        using var turns = new ImportTurns(large) { LongestStall = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromSeconds(20) };
        using var first = turns.Begin(Cancellation);
        using var second = turns.Begin(Cancellation);
        await first.ReadAsync(ImportTurns.Short);
        var next = new TaskCompletionSource<bool>();
        var stalled = first.WaitAsync(next.Task);
        await second.ReadAsync(ImportTurns.Short);
        next.SetResult(true);
        Assert.True(await stalled);
        var again = first.ReadAsync(ImportTurns.Short + 1).AsTask();
        Assert.False(again.IsCompleted);
        second.Dispose();
        await again;
    }

    [Fact]
    public async Task Between_two_pieces_of_work_others_have_their_turn()
    {
        using var turns = new ImportTurns(large);
        using var import = turns.Begin(Cancellation);
        var others = new List<IDisposable>();
        for (var i = 1; i < LargeRequests.Turns; i++)
            others.Add(await large.EnterAsync(Cancellation));
        await import.ReadAsync(ImportTurns.Short);
        var other = large.EnterAsync(Cancellation);
        Assert.False(other.IsCompleted);

        // The next hundred are another piece: who waits comes first.
        var next = import.ReadAsync(2 * 100).AsTask();
        (await other).Dispose();
        await next;

        // Waiting for a record is no work.
        var record = new TaskCompletionSource<bool>();
        var waiting = import.WaitAsync(record.Task);
        (await large.EnterAsync(Cancellation)).Dispose();
        record.SetResult(true);
        Assert.True(await waiting);
        Assert.Equal(7, await import.WorkAsync(async () =>
        {
            Assert.False(large.EnterAsync(new CancellationToken(true)).IsCompletedSuccessfully);
            await Task.Yield();
            return 7;
        }));
        (await large.EnterAsync(Cancellation)).Dispose();
        others.ForEach(turn => turn.Dispose());
    }

    private static IEnumerable<Customer> Customers(long first, int count) =>
        Enumerable.Range(0, count).Select(i => Streams.NewCustomer(first + i));
}
