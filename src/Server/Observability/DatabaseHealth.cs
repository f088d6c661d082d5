using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Observability;

/// <summary>Healthy while the database can be read.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<StorageContext> contexts) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var storage = await contexts.CreateDbContextAsync(cancellationToken);
        return await storage.CatalogueVersions.AnyAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("No catalogue was imported.");
    }
}
