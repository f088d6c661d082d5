using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Observability;

/// <summary>
/// Healthy while the database is where it was, whole, readable, and can be written; degraded, and served, while another process
/// keeps it locked. Looks at all of it now and then.
/// </summary>
internal sealed class DatabaseHealth(StorageContexts contexts, DatabaseFile file, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    /// <summary>A look at the whole file may take this share of the time, and comes no more often than every so often.</summary>
    private const int Share = 50;
    private static readonly TimeSpan MostOften = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer waits for it; what it finds later the next one tells.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Lock looking = new();
    private Task look = Task.CompletedTask;
    private long next;
    private string? told;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var fault = await FaultAsync(cancellationToken);
        if (Interlocked.Exchange(ref told, fault?.Told) != fault?.Told)
            logger.DatabaseHealthChanged(fault?.Told ?? "The database is healthy again.");
        return fault?.Cause switch
        {
            null => HealthCheckResult.Healthy(),
            StorageCause.Busy => HealthCheckResult.Degraded(fault.Told),
            _ => HealthCheckResult.Unhealthy(fault.Told),
        };
    }

    /// <summary>What is wrong; null: nothing.</summary>
    private async Task<StorageFault?> FaultAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(LookAsync(), Task.Delay(LongestWait, cancellationToken));
        if (await file.FaultAsync(cancellationToken) is { } fault)
            return fault;
        try
        {
            await using var storage = await contexts.OpenAsync(Actor.Service, cancellationToken);
            return await storage.CatalogueVersions.AnyAsync(cancellationToken)
                ? null
                : new(StorageCause.None, "No catalogue was imported.");
        }
        catch (Exception thrown) when (StorageFaults.IsUnavailable(thrown))
        {
            file.Note(thrown);
            return new(StorageCause.Unusable, $"The database {file.Path} cannot be read.");
        }
    }

    private Task LookAsync()
    {
        lock (looking)
        {
            if (look.IsCompleted && Stopwatch.GetTimestamp() >= next)
                look = Task.Run(() =>
                {
                    var start = Stopwatch.GetTimestamp();
                    file.Check();
                    var end = Stopwatch.GetTimestamp();
                    next = end + Math.Max((end - start) * Share, MostOften.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond);
                });
            return look;
        }
    }
}
