using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Observability;

/// <summary>
/// Gives back the memory that a rush left behind, once nobody calls: the collector sees no need to by itself, for nothing
/// presses it, and to compact all of it stops everybody for a moment. <see cref="ImportTurns"/> does so after large imports,
/// whoever calls.
/// </summary>
internal sealed class SpareMemory(TimeProvider time) : BackgroundService
{
    /// <summary>Bytes allocated in a period up to which it was quiet: some calls.</summary>
    private const long Quiet = 4 << 20;

    /// <summary>Bytes allocated since memory was given back, from which on there was a rush.</summary>
    private const long Rush = 64 << 20;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>The quiet periods at whose ends memory is given back: at once, and when the pools of connections have let go what they keep.</summary>
    private static readonly (int First, int Last) Gives = (1, 4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (before, sinceGiven, quiet) = (GC.GetTotalAllocatedBytes(), 0L, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes() - before;
            before += allocated;
            sinceGiven += allocated;
            quiet = allocated < Quiet ? quiet + 1 : 0;
            if (sinceGiven < Rush || (quiet != Gives.First && quiet != Gives.Last))
                continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (quiet == Gives.Last)
                sinceGiven = 0;
        }
    }
}
