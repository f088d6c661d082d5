using System.Collections.Concurrent;

namespace MyOpenIP.Server.Writes;

/// <summary>What commits of this process tell those who wait for it; who must not miss anything looks now and then too, for another process tells nobody.</summary>
internal sealed class WriteSignals
{
    private readonly Signal anyEvent = new();
    private readonly ConcurrentDictionary<string, Signal> events = new(StringComparer.Ordinal);

    /// <summary>A message was put into the outbox.</summary>
    public Signal Enqueued { get; } = new();

    /// <summary>Something happened to an amendment or order of a reseller; null: of anybody.</summary>
    public Signal EventsOf(string? reseller) => reseller is null ? anyEvent : events.GetOrAdd(reseller, _ => new());

    /// <summary>Tells of a write that was committed.</summary>
    public void Committed(Write write)
    {
        if (write.HasEnqueued)
            Enqueued.Raise();
        if (write.Events.Count == 0)
            return;
        anyEvent.Raise();
        foreach (var reseller in write.Events.Select(e => e.Reseller).Distinct())
            if (events.TryGetValue(reseller, out var signal))
                signal.Raise();
    }
}

/// <summary>Wakes all who wait. Take <see cref="Next"/> before looking, so that nothing falls between.</summary>
internal sealed class Signal
{
    private TaskCompletionSource next = New();

    /// <summary>Ends when it is raised the next time.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Wakes them.</summary>
    public void Raise() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
