using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Attachments;

/// <summary>
/// Deletes an attachment of an amendment that is open; a quoted one is a draft again. What a quote was issued with is kept for
/// it; else its content goes too, unless another attachment has the same.
/// </summary>
internal sealed class DeleteAttachment(Policies policies)
{
    /// <summary>Deletes it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of its amendment, under its own name.</param>
    /// <param name="number">Its number.</param>
    /// <param name="etag">Etag of the amendment as the actor saw it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public async Task<Amendment> RunAsync(Write write, PartName name, int number, string etag)
    {
        var (context, cancellation) = (write.Context, write.Cancellation);
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.Update);
        var attachment = await context.AttachmentAsync(amendment, number, name.Name, cancellation);
        if (attachment.RemovedAfter is not null)
            throw Fault.NotFound(name.Name);
        write.Redraft(amendment, offer, policies.DraftExpiryDays);
        write.Tell(amendment.Reseller, nameof(DeleteAttachment), ResourceNames.Attachment(amendment.CustomerId, amendment.Number, number));
        if (amendment.LatestRevision > attachment.AddedAfter)
            context.Attach(attachment).Entity.RemovedAfter = amendment.LatestRevision;
        else
        {
            context.Remove(attachment);

            // Its content is looked for among those that are left.
            await write.SaveAsync();
            await context.StoredContents
                .Where(c => c.Reseller == attachment.Reseller && c.Sha256 == attachment.Sha256
                    && !context.Attachments.Any(a => a.Reseller == c.Reseller && a.Sha256 == c.Sha256))
                .ExecuteDeleteAsync(cancellation);
        }
        return amendment;
    }
}
