using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>P11: what the worst requests of each kind, sixteen at once, do to the calls of others and to the memory of the server.</summary>
internal static class NeighbourRatios
{
    private const int Callers = 2;
    private static readonly TimeSpan Measure = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestQuieting = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(1);

    /// <param name="kinds">The kinds of request; none: all.</param>
    public static async Task PrintAsync(params IReadOnlyCollection<string> kinds)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var changes = StoredOffers.Changes();
        var amendments = new Amendments.AmendmentsClient(server.Channel);
        var offers = new ContractedOffers.ContractedOffersClient(server.Channel);
        await server.WarmUpAsync(() => P99Async(TimeSpan.FromSeconds(1)));

        var before = server.Memory;
        var worst = 0.0;
        foreach (var kind in kinds.Count == 0 ? HostileNeighbour.Kinds : kinds)
        {
            // What it has not done with yet of the kind before is not this one's.
            await QuietAsync(server);
            var alone = await P99Async(Measure);
            using var attacker = Attack(server, kind);
            var beside = await P99Async(Measure);
            await attacker.WaitForExitAsync();
            Console.Error.WriteLine($"beside {kind}: p99 {beside:F1} ms, alone {alone:F1} ms: {beside / alone:F1}; memory {server.Memory >> 20} MB");
            worst = Math.Max(worst, beside / alone);
        }
        await Task.Delay(Afterwards);
        Console.Error.WriteLine($"memory {before >> 20} MB before, {server.Memory >> 20} MB a minute later");
        Console.WriteLine($"P11.p99 {worst:F1}");
        Console.WriteLine($"P11.memory {(double)server.Memory / before:F2}");

        // Some callers price and read for a while, each after a pause: the 99th percentile of their calls, in milliseconds.
        async Task<double> P99Async(TimeSpan time)
        {
            var taken = new List<double>();
            var end = DateTime.UtcNow + time;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var i = caller; DateTime.UtcNow < end; i += Callers)
                {
                    var start = Stopwatch.GetTimestamp();
                    var change = changes[i % changes.Length];
                    var failed = TimeSpan.Zero;
                    try
                    {
                        if (i / Callers % 2 == 0)
                            await amendments.PreviewAmendmentAsync(change);
                        else
                            await offers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = change.ContractedOffer });
                    }
                    catch (RpcException)
                    {
                        // An answer that does not come is the worst of all.
                        failed = Measure;
                    }
                    lock (taken)
                        taken.Add((Stopwatch.GetElapsedTime(start) + failed).TotalMilliseconds);
                    await Task.Delay(2);
                }
            }));
            taken.Sort();
            return taken[(int)(taken.Count * 0.99)];
        }
    }

    /// <summary>Waits until the server has nothing to do.</summary>
    private static async Task QuietAsync(ServerUnderTest server)
    {
        const double Nothing = 25e6;
        for (var end = DateTime.UtcNow + LongestQuieting; DateTime.UtcNow < end;)
        {
            var before = server.Nanoseconds;
            await Task.Delay(500);
            if (server.Nanoseconds - before < Nothing)
                return;
        }
    }

    /// <summary>
    /// In a process of its own, which has what the others leave of the processors: what it costs to send them is not the
    /// others', for whoever attacks has a machine.
    /// </summary>
    private static Process Attack(ServerUnderTest server, string kind)
    {
        var attacker = Process.Start(
            "dotnet",
            [
                typeof(NeighbourRatios).Assembly.Location, "attack", kind, server.Address, server.Http.ToString(),
                ((int)Measure.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture),
            ]);
        attacker.PriorityClass = ProcessPriorityClass.Idle;
        return attacker;
    }
}
