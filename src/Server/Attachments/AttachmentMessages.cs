using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Attachments;

/// <summary>Attachments, on their own and on what they are attached to.</summary>
internal static class AttachmentMessages
{
    /// <summary>An attachment.</summary>
    public static V1.Attachment Attachment(Attachment attachment, long customer) => new()
    {
        Name = ResourceNames.Attachment(customer, attachment.AmendmentNumber, attachment.Number),
        FileName = attachment.FileName,
        MediaType = attachment.MediaType,
        SizeBytes = attachment.Size,
        Sha256 = attachment.Sha256,
        Creator = attachment.CreatedBy,
        CreateTime = Timestamp(attachment.CreatedAt),
    };

    /// <summary>Attachments of one customer's amendment.</summary>
    public static IEnumerable<V1.Attachment> Attachments(IEnumerable<Attachment> attachments, long customer) => attachments.Select(a => Attachment(a, customer));
}
