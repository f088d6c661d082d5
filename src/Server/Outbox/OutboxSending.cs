using MyOpenIP.Server.Observability;

namespace MyOpenIP.Server.Outbox;

/// <summary>Sends one message that was taken, and writes down how it fared.</summary>
internal sealed class OutboxSending(OutboxStore store, OutboxLimits limits, TimeProvider time, ILogger<OutboxSending> logger)
{
    /// <summary>Whether a message is marked before it is sent. Tests say yes, to see that it is noticed.</summary>
    public bool MarksFirst { get; init; }

    /// <summary>Does it; does not throw.</summary>
    /// <param name="consumer">Who sends it.</param>
    /// <param name="row">The message.</param>
    /// <param name="atOnce">The server stops, and waits no longer: the message is given back.</param>
    public async Task SendAsync(IOutboxConsumer consumer, OutboxRow row, CancellationToken atOnce)
    {
        try
        {
            if (MarksFirst)
                await store.SentAsync(row, CancellationToken.None);
            var fault = await FaultOfAsync(consumer, row, atOnce);
            if (!await IsMarkedAsync(row, fault, atOnce))
                logger.OutboxLate(row.Kind, row.Key);
        }
        catch (Exception thrown)
        {
            // It could not be marked: when its lease is over it is sent again.
            logger.OutboxNotMarked(row.Kind, row.Key, thrown.Message);
        }
    }

    /// <summary>Sends it; what went wrong, or null.</summary>
    private async Task<Exception?> FaultOfAsync(IOutboxConsumer consumer, OutboxRow row, CancellationToken atOnce)
    {
        // Its attempts were begun and none came to its end, not even to a failure: it ends the process, and does so no more.
        if (row.Unfinished >= OutboxLimits.MostUnfinished)
            return new UndeliverableException("It was taken up again and again, and no attempt came to its end.");
        using var patience = new CancellationTokenSource(limits.LongestSending, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, atOnce);
        try
        {
            await consumer.SendAsync(row, either.Token).WaitAsync(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !atOnce.IsCancellationRequested)
        {
            return new TimeoutException(Invariant($"It was not sent within {limits.LongestSending.TotalSeconds} seconds."));
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    /// <summary>Writes it down; false when the message is another's meanwhile.</summary>
    private async Task<bool> IsMarkedAsync(OutboxRow row, Exception? fault, CancellationToken atOnce)
    {
        if (fault is null)
            return await store.SentAsync(row, CancellationToken.None) || MarksFirst;
        if (fault is OperationCanceledException && atOnce.IsCancellationRequested)
            return await store.ReleasedAsync(row, CancellationToken.None);
        if (!await store.FailedAsync(row, fault.Message, fault is UndeliverableException, CancellationToken.None))
            return false;
        if (row.State is OutboxState.Dead)
            logger.OutboxDead(row.Kind, row.Key, row.Attempts, fault.GetType().Name);
        else
            logger.OutboxFailed(row.Kind, row.Key, row.Attempts, fault.GetType().Name);
        return true;
    }
}
