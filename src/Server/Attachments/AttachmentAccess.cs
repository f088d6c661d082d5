using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Attachments;

/// <summary>Reads of attachments, through their amendment.</summary>
internal static class AttachmentAccess
{
    /// <summary>Those of an amendment as it stands, the first one first.</summary>
    public static async Task<IReadOnlyList<Attachment>> AttachmentsAsync(this StorageContext context, Amendment amendment, CancellationToken cancellation) =>
        amendment.LastAttachment == 0
            ? []
            : await context.Of(amendment.Reseller, amendment.Number).Where(a => a.RemovedAfter == null).ToListAsync(cancellation);

    /// <summary>Those that a quote was issued with, the first one first.</summary>
    public static async Task<IReadOnlyList<Attachment>> AttachmentsAsync(
        this StorageContext context, string reseller, string amendment, int revision, CancellationToken cancellation) =>
        await context.Of(reseller, amendment)
            .Where(a => a.AddedAfter < revision && (a.RemovedAfter == null || a.RemovedAfter >= revision)).ToListAsync(cancellation);

    /// <summary>One of an amendment; deleted ones as long as a quote has them.</summary>
    /// <exception cref="Fault">NOT_FOUND.</exception>
    public static async Task<Attachment> AttachmentAsync(
        this StorageContext context, Amendment amendment, int number, string name, CancellationToken cancellation) =>
        await context.Of(amendment.Reseller, amendment.Number).SingleOrDefaultAsync(a => a.Number == number, cancellation) ?? throw Fault.NotFound(name);

    /// <summary>Refuses one more than an amendment may have.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED.</exception>
    public static async Task RequireRoomAsync(this StorageContext context, Amendment amendment, AttachmentLimits limits, CancellationToken cancellation)
    {
        var all = await context.Of(amendment.Reseller, amendment.Number).Select(a => a.RemovedAfter == null).ToListAsync(cancellation);
        if (all.Count(isThere => isThere) >= limits.Count)
            throw Fault.LimitExceeded(Invariant($"{limits.Count}"));
        if (all.Count >= limits.Kept)
            throw Fault.LimitExceeded(Invariant($"{limits.Kept}"));
    }

    private static IQueryable<Attachment> Of(this StorageContext context, string reseller, string amendment) =>
        context.Attachments.AsNoTracking().Where(a => a.Reseller == reseller && a.AmendmentNumber == amendment).OrderBy(a => a.Number);
}
