using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Events;

/// <summary>What is watched.</summary>
/// <param name="Actor">Who watches: it is told of what it may see.</param>
/// <param name="Collection">Amendments or orders, as names have it.</param>
/// <param name="Customer">The customer; null: all that the actor may see.</param>
internal sealed record Watched(Actor Actor, string Collection, long? Customer);

/// <summary>Reads events by their places.</summary>
internal static class EventReads
{
    /// <summary>Events that are read at once: what a watcher that does not read costs.</summary>
    public const int Most = 100;

    /// <summary>The place of the last event that an actor may see.</summary>
    public static async Task<long> LastEventAsync(this StorageContexts contexts, Actor actor, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(actor, cancellation);
        return await context.Events.MaxAsync(e => (long?)e.Position, cancellation) ?? 0;
    }

    /// <summary>The events after a place, the first ones of them.</summary>
    /// <returns>The events, and the place up to which there is none more of them.</returns>
    public static async Task<(IReadOnlyList<Event> Events, long UpTo)> EventsAfterAsync(
        this StorageContexts contexts, Watched watched, long after, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(watched.Actor, cancellation);

        // The last one first: places are taken in the order of the commits, so that below it none is added any more.
        var last = await context.Events.MaxAsync(e => (long?)e.Position, cancellation) ?? 0;
        if (last <= after)
            return ([], after);
        var (collection, customer) = (watched.Collection, watched.Customer);
        var events = await context.Events.AsNoTracking()
            .Where(e => e.Position > after && e.Position <= last && e.Collection == collection && (customer == null || e.CustomerId == customer))
            .OrderBy(e => e.Position).Take(Most).ToListAsync(cancellation);
        return (events, events.Count < Most ? last : events[^1].Position);
    }
}
