using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Writes;

/// <summary>Keys, indexes and relations of what every write leaves.</summary>
internal static class RecordsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<StateChange>().IsUnaudited().HasKey(c => new { c.Reseller, c.Subject, c.Sequence });
        model.Entity<IdempotencyRecord>(record =>
        {
            record.IsUnaudited().HasKey(r => new { r.Reseller, r.Caller, r.Method, r.RequestId });
            record.HasIndex(r => r.Subject);
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.IsUnaudited().HasKey(e => new { e.Reseller, e.Sequence });
            entry.HasIndex(e => new { e.Reseller, e.Subject, e.Sequence });
        });
        model.Entity<AuditHead>().IsUnaudited().HasKey(h => h.Reseller);
        model.Entity<AuditPayload>().IsUnaudited().HasKey(p => new { p.Reseller, p.Sequence });
        model.Entity<NumberSequence>().IsUnaudited().HasKey(s => new { s.Reseller, s.Name });
    }
}
