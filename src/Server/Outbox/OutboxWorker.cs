using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Outbox;

/// <summary>Sends what is in the outbox for as long as the server runs: each kind in a loop of its own.</summary>
internal sealed class OutboxWorker(
    OutboxStore store, OutboxSending sending, OutboxLimits limits, IEnumerable<IOutboxConsumer> consumers, WriteSignals signals, TimeProvider time,
    ILogger<OutboxWorker> logger)
    : BackgroundService
{
    private readonly OutboxLoop[] loops = [.. consumers.Select(c => new OutboxLoop(c, store, sending, limits, signals, time, logger))];

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(loops.Select(l => l.RunAsync(stoppingToken)));
}
