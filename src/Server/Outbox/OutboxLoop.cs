using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Outbox;

/// <summary>
/// Takes up the messages of one kind as they come due, a bounded number at once, and few of one receiver: one that hangs keeps
/// its own messages waiting and nobody else's.
/// </summary>
internal sealed class OutboxLoop(
    IOutboxConsumer consumer, OutboxStore store, OutboxSending sending, OutboxLimits limits, WriteSignals signals, TimeProvider time, ILogger logger)
{
    /// <summary>How long messages under way may go on when the server stops; and how long they may take then to be given back.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly Lock counting = new();
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);
    private readonly HashSet<Task> sendings = [];
    private readonly Signal ended = new();
    private DateTimeOffset forgot;
    private string? told;

    /// <summary>Runs until the server stops, and leaves nothing half done.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // Not in the way of the start.
        await Task.Yield();
        using var atOnce = new CancellationTokenSource();
        while (!stopping.IsCancellationRequested)
        {
            var (written, freed) = (signals.Enqueued.Next, ended.Next);
            var taken = await TakeAsync(stopping);
            foreach (var row in taken)
                Begin(row, atOnce.Token);
            if (taken.Count == 0)
                await WaitAsync(Task.WhenAny(written, freed), stopping);
        }
        await EndedWithin(LongestEnd);
        await atOnce.CancelAsync();
        await EndedWithin(LongestEnd);
    }

    private async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken stopping)
    {
        var (room, lanes) = Room();
        if (room <= 0)
            return [];
        try
        {
            var taken = await store.TakeAsync(consumer.Kind, room, lanes, stopping);
            if (time.GetUtcNow() is var now && now - forgot >= ForgetEvery)
            {
                await store.ForgetAsync(consumer.Kind, stopping);
                forgot = now;
            }
            told = null;
            return taken;
        }
        catch (Exception thrown)
        {
            // The database is not to be had: the next look comes by itself, and the same again is not told again.
            if (!stopping.IsCancellationRequested && told != thrown.Message)
                logger.OutboxNotRead(told = thrown.Message);
            return [];
        }
    }

    private (int Room, Dictionary<string, int> Lanes) Room()
    {
        lock (counting)
            return (limits.AtOnce - sendings.Count, underWay.ToDictionary(StringComparer.Ordinal));
    }

    private async Task WaitAsync(Task woken, CancellationToken stopping)
    {
        try
        {
            await woken.WaitAsync(OutboxLimits.Poll, time, stopping);
        }
        catch (Exception thrown) when (thrown is TimeoutException or OperationCanceledException)
        {
            // Time to look, or to end.
        }
    }

    private void Begin(OutboxRow row, CancellationToken atOnce)
    {
        var lane = OutboxStore.Lane(row);
        lock (counting)
        {
            underWay[lane] = underWay.GetValueOrDefault(lane) + 1;
            var begun = Task.Run(() => sending.SendAsync(consumer, row, atOnce), CancellationToken.None);
            sendings.Add(begun);
            _ = begun.ContinueWith(done => Ended(lane, done), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Ended(string lane, Task done)
    {
        lock (counting)
        {
            sendings.Remove(done);
            if (--underWay[lane] == 0)
                underWay.Remove(lane);
        }
        ended.Raise();
    }

    private async Task EndedWithin(TimeSpan longest)
    {
        Task[] left;
        lock (counting)
            left = [.. sendings];

        // By the clock of the machine: somebody waits for the stop.
        await Task.WhenAny(Task.WhenAll(left), Task.Delay(longest));
    }
}
