using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>Appends to the histories, within the transaction of what they tell.</summary>
internal static class AuditTrail
{
    /// <summary>Appends an audit entry; its sequence follows the reseller's last one.</summary>
    /// <param name="context">The context of the write.</param>
    /// <param name="entry">The entry; its <see cref="AuditEntry.Sequence"/> is set here.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task AppendAuditAsync(this StorageContext context, AuditEntry entry, CancellationToken cancellation)
    {
        var pending = context.AuditEntries.Local.Where(e => e.Reseller == entry.Reseller).Select(e => (long?)e.Sequence).Max();
        entry.Sequence = 1 + (pending
            ?? await context.AuditEntries.Where(e => e.Reseller == entry.Reseller).MaxAsync(e => (long?)e.Sequence, cancellation)
            ?? 0);
        context.AuditEntries.Add(entry);
    }

    /// <summary>Appends a step of the state of an amendment or an order; its sequence follows the subject's last one.</summary>
    /// <param name="context">The context of the write.</param>
    /// <param name="change">The step; its <see cref="StateChange.Sequence"/> is set here.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task AppendStateChangeAsync(this StorageContext context, StateChange change, CancellationToken cancellation)
    {
        var pending = context.StateChanges.Local
            .Where(c => c.Reseller == change.Reseller && c.Subject == change.Subject).Select(c => (int?)c.Sequence).Max();
        change.Sequence = 1 + (pending
            ?? await context.StateChanges.Where(c => c.Reseller == change.Reseller && c.Subject == change.Subject)
                .MaxAsync(c => (int?)c.Sequence, cancellation)
            ?? 0);
        context.StateChanges.Add(change);
    }
}
