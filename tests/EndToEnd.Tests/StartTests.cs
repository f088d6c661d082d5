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
        // Beside other tests a start may take longer than another for reasons of theirs.
        var patience = Kills is null ? 3 : 1;
        await using var standing = ServerProcess.Start();
        var making = await ServesAfterAsync(standing);
        await standing.KillAsync();
        standing.Restart();
        var opening = await ServesAfterAsync(standing);
        var chance = new Random(20_261_124);
        for (var i = 0; i < (Kills ?? KillsOfSuite); i++)
        {
            var isNew = i % 2 == 0;
            var server = isNew ? ServerProcess.Start() : standing;
            if (!isNew)
            {
                await server.KillAsync();
                server.Restart();
            }
            var undisturbed = isNew ? making : opening;
            var moment = undisturbed * chance.NextDouble();
            await Task.Delay(moment, TestContext.Current.CancellationToken);
            await server.KillAsync();
            server.Restart();
            var taken = await ServesAfterAsync(server);
            Assert.True(taken < (undisturbed * patience) + Allowed, $"Kill {i + 1} after {moment}: the next start served after {taken}, an undisturbed one after {undisturbed}.");
            TestContext.Current.TestOutputHelper?.WriteLine($"{i + 1}: killed after {moment}, served after {taken} (undisturbed {undisturbed})");
            if (isNew)
                await server.DisposeAsync();
        }
    }

    private static async Task<TimeSpan> ServesAfterAsync(ServerProcess server)
    {
        var start = Stopwatch.GetTimestamp();
        await server.ServingAsync();
        return Stopwatch.GetElapsedTime(start);
    }
}
