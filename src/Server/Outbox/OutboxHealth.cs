using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Outbox;

/// <summary>Degraded, and served, while there are dead letters or a message waits for long.</summary>
internal sealed class OutboxHealth(StorageContexts contexts, OutboxLimits limits, TimeProvider time, ILogger<OutboxHealth> logger) : IHealthCheck
{
    private string? told;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var fault = await FaultAsync(cancellationToken);
        if (Interlocked.Exchange(ref told, fault) != fault)
            logger.OutboxHealthChanged(fault ?? "The outbox is healthy again.");
        return fault is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(fault);
    }

    private async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        try
        {
            await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
            var dead = await context.Outbox.CountAsync(r => r.State == OutboxState.Dead, cancellation);
            var late = time.GetUtcNow() - limits.Late;
            var oldest = await context.Outbox.Where(r => r.State == OutboxState.Pending && r.DueAt < late)
                .OrderBy(r => r.DueAt).Select(r => (DateTimeOffset?)r.DueAt).FirstOrDefaultAsync(cancellation);
            string[] faults =
            [
                .. dead > 0 ? [Invariant($"{dead} messages are given up: see outbox list.")] : Array.Empty<string>(),
                .. oldest is { } at ? [Invariant($"A message waits to be sent since {at:yyyy-MM-dd HH:mm} UTC.")] : Array.Empty<string>(),
            ];
            return faults.Length == 0 ? null : string.Join(' ', faults);
        }
        catch (Exception thrown) when (StorageFaults.IsUnavailable(thrown))
        {
            // The health of the database says so.
            return null;
        }
    }
}
