using System.Diagnostics;
using System.Globalization;
using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>Starts that are cut short, on the way to a new database and on one that is there.</summary>
public sealed class StartTests
{
    /// <summary>How many starts are killed; the run of its own kills 100.</summary>
    private static readonly int? Kills = int.TryParse(Environment.GetEnvironmentVariable("MYOPENIP_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : null;

    private const int KillsOfSuite = 4;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_start_that_is_killed_at_any_moment_does_not_keep_the_next_one_from_serving()
    {
        var seed = Kills is null ? 20_261_124 : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var chance = new Random(seed);

        // Beside other tests a start may take longer than its neighbour for reasons of theirs.
        var patience = Kills is null ? 3 : 1;
        await using var standing = ServerProcess.Start();
        await using var undisturbed = ServerProcess.Start();
        var (making, _) = await ServeAfterAsync(standing, undisturbed);
        var opening = making;
        for (var i = 0; i < (Kills ?? KillsOfSuite); i++)
        {
            var isNew = i % 2 == 0;
            await using var made = isNew ? ServerProcess.Start() : null;
            var server = made ?? await AgainAsync(standing);
            var moment = (isNew ? making : opening) * chance.NextDouble();
            await Task.Delay(moment, TestContext.Current.CancellationToken);
            await AgainAsync(server);

            // An undisturbed one beside it, on a machine that is as busy.
            await using var other = isNew ? ServerProcess.Start() : null;
            var (taken, usual) = await ServeAfterAsync(server, other ?? await AgainAsync(undisturbed));
            TestContext.Current.TestOutputHelper?.WriteLine($"{i + 1}: killed after {moment}, served after {taken} (undisturbed {usual})");
            Assert.True(taken < (usual * patience) + Allowed, $"Kill {i + 1} after {moment}: the next start served after {taken}, an undisturbed one after {usual}.");
            (making, opening) = isNew ? (usual, opening) : (making, usual);
        }
    }

    private static async Task<ServerProcess> AgainAsync(ServerProcess server)
    {
        await server.KillAsync();
        server.Restart();
        return server;
    }

    private static async Task<(TimeSpan One, TimeSpan Other)> ServeAfterAsync(ServerProcess one, ServerProcess other)
    {
        var (first, second) = (ServesAfterAsync(one), ServesAfterAsync(other));
        return (await first, await second);
    }

    private static async Task<TimeSpan> ServesAfterAsync(ServerProcess server)
    {
        var start = Stopwatch.GetTimestamp();
        await server.ServingAsync();
        return Stopwatch.GetElapsedTime(start);
    }
}
