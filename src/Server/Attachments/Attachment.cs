using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Files;

namespace MyOpenIP.Server.Attachments;

/// <summary>
/// A file attached to an amendment. It stands from one revision of the quote to another: what a quote was issued with is kept,
/// though it is deleted since.
/// </summary>
internal sealed class Attachment
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Its number within the amendment, from 1; never used again.</summary>
    public required int Number { get; set; }

    /// <summary>Name of the file; where the content is kept has nothing to do with it.</summary>
    public required string FileName { get; set; }

    /// <summary>Media type by its content.</summary>
    public required string MediaType { get; set; }

    /// <summary>Bytes of the content.</summary>
    public required int Size { get; set; }

    /// <summary>SHA-256 of the content (<see cref="StoredContent"/>), 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Identifier of who uploaded it.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>When it was uploaded.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>The latest revision of the quote when it was attached: those after it have it. 0: there was none.</summary>
    public required int AddedAfter { get; set; }

    /// <summary>The latest revision of the quote when it was deleted: those after it do not have it. None: it is there.</summary>
    public int? RemovedAfter { get; set; }
}

/// <summary>Keys and relations of attachments.</summary>
internal static class AttachmentsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Attachment>(attachment =>
    {
        attachment.HasKey(a => new { a.Reseller, a.AmendmentNumber, a.Number });
        attachment.HasIndex(a => new { a.Reseller, a.Sha256 });
        attachment.HasOne<Amendment>().WithMany().HasForeignKey(a => new { a.Reseller, a.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
        attachment.HasOne<StoredContent>().WithMany().HasForeignKey(a => new { a.Reseller, a.Sha256 }).OnDelete(DeleteBehavior.Restrict);
    });
}
