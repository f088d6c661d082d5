using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Events;

/// <summary>
/// Follows events as they happen, each once and in order. Nothing is kept for who watches: what it has not read yet stays in
/// the database.
/// </summary>
internal sealed class Watching : IDisposable
{
    /// <summary>How often events are looked for that another process wrote.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly StorageContexts contexts;
    private readonly WriteSignals signals;
    private readonly TimeProvider time;
    private readonly TimeSpan heartbeat;
    private readonly int most;
    private readonly PartitionedRateLimiter<string> places;

    /// <summary>As it is set.</summary>
    public Watching(StorageContexts contexts, WriteSignals signals, TimeProvider time, IConfiguration configuration)
    {
        (this.contexts, this.signals, this.time) = (contexts, signals, time);
        (heartbeat, most) = (TimeSpan.FromSeconds(Settings.HeartbeatSeconds.Of(configuration)), Settings.WatchersAtOnce.Of(configuration));
        var permits = new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 };
        places = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => permits));
    }

    /// <summary>Follows events.</summary>
    /// <param name="watched">Which, and for whom.</param>
    /// <param name="after">The place after which they are told; null: those that happen from now on.</param>
    /// <param name="untilNow">Whether it ends once all that has happened is told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Events, and null where there is a place to go on from and none: as the first, and when nothing was told for a while.</returns>
    /// <exception cref="Fault">LIMIT_EXCEEDED: too many at once.</exception>
    public async IAsyncEnumerable<(Event? Event, long Place)> FollowAsync(
        Watched watched, long? after, bool untilNow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var place = places.AttemptAcquire(watched.Actor.Identifier);
        if (!place.IsAcquired)
            throw Fault.TooManyAtOnce(most, StorageFaults.RetryAfter);
        var at = after ?? await contexts.LastEventAsync(watched.Actor, cancellation);
        yield return (null, at);
        var told = time.GetUtcNow();
        while (true)
        {
            var happens = signals.EventsOf(watched.Actor.Reseller).Next;
            var (events, upTo) = await contexts.EventsAfterAsync(watched, at, cancellation);
            foreach (var one in events)
            {
                yield return (one, one.Position);
                told = time.GetUtcNow();
            }
            at = upTo;
            if (events.Count == EventReads.Most)
                continue;
            if (untilNow || time.GetUtcNow() - told >= heartbeat)
            {
                yield return (null, at);
                told = time.GetUtcNow();
            }
            if (untilNow)
                yield break;
            await WaitAsync(happens, told + heartbeat - time.GetUtcNow(), cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private async Task WaitAsync(Task happens, TimeSpan quiet, CancellationToken cancellation)
    {
        try
        {
            await happens.WaitAsync(quiet < Poll ? quiet : Poll, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Time to look, or to say that it is still there.
        }
    }
}
