using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Ends what waited for a signature until its quote ran out of time, so that whoever asked for it is told and need not look.</summary>
internal sealed class SigningWorker(StorageContexts contexts, Operations operations, TimeProvider time, ILogger<SigningWorker> logger) : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await EndAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task EndAsync(CancellationToken stopping)
    {
        try
        {
            while (await IsAnyDueAsync(stopping))
                await operations.RunAsync(Actor.Service, write => ExpireAmendments.RunAsync(write, BatchSize, AmendmentState.AwaitingSignature), stopping);
        }
        catch (Exception thrown) when (!stopping.IsCancellationRequested)
        {
            // The database is not to be had: its health says so, and the next look comes by itself.
            logger.SignaturesNotEnded(thrown.GetType().Name);
        }
    }

    private async Task<bool> IsAnyDueAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return await ExpireAmendments.IsAnyDueAsync(context, AmendmentState.AwaitingSignature, time.GetUtcNow(), cancellation);
    }
}
