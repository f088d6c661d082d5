using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Attachments;

/// <summary>
/// Attaches a file that was received to an amendment that is open; a quoted one is a draft again, unless the file proves that
/// its quote is accepted: that changes nothing of what was quoted.
/// </summary>
internal sealed class AttachFile(AttachmentLimits limits, Policies policies)
{
    /// <summary>Attaches it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it; null: whatever it is.</param>
    /// <param name="file">The file.</param>
    /// <param name="isProof">Whether it proves that the quote is accepted: for who may validate it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH, LIMIT_EXCEEDED.</exception>
    public async Task<AttachedFile> RunAsync(Write write, PartName name, string? etag, NewFile file, bool isProof)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, ActionOf(isProof));
        AmendmentStates.Lifecycle.RequireMay(write.Actor, ActionOf(isProof));
        await write.Context.RequireRoomAsync(amendment, limits, write.Cancellation);
        var attachment = new Attachment
        {
            Reseller = amendment.Reseller,
            AmendmentNumber = amendment.Number,
            Number = amendment.LastAttachment + 1,
            FileName = file.Name,
            MediaType = file.MediaType,
            Size = (int)file.Content.Length,
            Sha256 = file.Sha256,
            CreatedBy = write.Actor.Identifier,
            CreatedAt = write.Now,
            AddedAfter = amendment.LatestRevision,
        };
        await write.Context.KeepAsync(amendment.Reseller, file.Sha256, file.Content, write.Cancellation);
        write.Context.Add(attachment);
        if (isProof)
            amendment.UpdatedAt = write.Now;
        else
            write.Redraft(amendment, offer, policies.DraftExpiryDays);
        amendment.LastAttachment = attachment.Number;
        write.Tell(amendment.Reseller, nameof(AttachFile), ResourceNames.Attachment(amendment.CustomerId, amendment.Number, attachment.Number));
        return new(amendment, attachment);
    }

    /// <summary>Refuses what would be refused once the content is there.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, STATE_NOT_ALLOWED, QUOTE_EXPIRED.</exception>
    public static void Require(Actor actor, Amendment amendment, bool isProof, DateTimeOffset now)
    {
        AmendmentStates.Lifecycle.RequireMay(actor, ActionOf(isProof));
        AmendmentStates.Require(amendment, ActionOf(isProof), now);
    }

    private static AmendmentAction ActionOf(bool isProof) => isProof ? AmendmentAction.Validate : AmendmentAction.Update;
}

/// <summary>A file to attach, whole and looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is by its content.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Content">Its content, which can be read anywhere.</param>
internal sealed record NewFile(string Name, string MediaType, string Sha256, Stream Content);

/// <summary>A file just attached.</summary>
/// <param name="Amendment">Its amendment.</param>
/// <param name="Attachment">The attachment.</param>
internal sealed record AttachedFile(Amendment Amendment, Attachment Attachment);
