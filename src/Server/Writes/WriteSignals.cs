namespace MyOpenIP.Server.Writes;

/// <summary>What commits of this process tell those who wait for it; who must not miss anything looks now and then too, for another process tells nobody.</summary>
internal sealed class WriteSignals
{
    /// <summary>A message was put into the outbox.</summary>
    public Signal Enqueued { get; } = new();

    /// <summary>Tells of a write that was committed.</summary>
    public void Committed(Write write)
    {
        if (write.HasEnqueued)
            Enqueued.Raise();
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
