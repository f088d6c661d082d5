using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Writes;

/// <summary>Writes down in the <see cref="AnchorFile"/> where the chains of the audit end: those that went on, every so often and at the end.</summary>
internal sealed class AuditAnchoring(StorageContexts contexts, AnchorFile file, TimeSpan period, TimeProvider time, ILogger<AuditAnchoring> logger) : BackgroundService
{
    private readonly Dictionary<string, long> anchored = new(StringComparer.Ordinal);

    /// <summary>The end of every chain that went on since it was last written down.</summary>
    public async Task AnchorAsync(CancellationToken cancellation)
    {
        try
        {
            await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
            var heads = await context.AuditHeads.AsNoTracking().ToListAsync(cancellation);
            var now = time.GetUtcNow();
            AuditAnchor[] further =
            [
                .. from head in heads
                   where head.Sequence > anchored.GetValueOrDefault(head.Reseller)
                   orderby head.Reseller
                   select new AuditAnchor(now, head.Reseller, head.Sequence, Convert.ToHexStringLower(head.Hash)),
            ];
            if (further.Length == 0)
                return;
            file.Append(further);
            foreach (var anchor in further)
                anchored[anchor.Reseller] = anchor.Sequence;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or System.Data.Common.DbException or StorageUnavailableException)
        {
            logger.AuditNotAnchored(file.Path, thrown.Message);
        }
    }

    /// <summary>After the last call: hosted services end in the reverse of the order in which they began.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await AnchorAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await AnchorAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
