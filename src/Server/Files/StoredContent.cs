using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Files;

/// <summary>The content of files, kept once for each reseller under its digest. Written once, never changed.</summary>
internal sealed class StoredContent
{
    /// <summary>Code of the reseller (tenant) whose it is; empty: shared by all.</summary>
    public required string Reseller { get; set; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Bytes of the content.</summary>
    public required int Size { get; set; }
}

/// <summary>A piece of a content: no statement, message or buffer holds more of it.</summary>
internal sealed class StoredChunk
{
    /// <summary>Most bytes of a piece; all but the last have as many.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Code of the reseller of the content.</summary>
    public required string Reseller { get; set; }

    /// <summary>The content.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Its place, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Its bytes.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>Keys and relations of the content of files.</summary>
internal static class FilesModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<StoredContent>().HasKey(c => new { c.Reseller, c.Sha256 });
        model.Entity<StoredChunk>(chunk =>
        {
            chunk.HasKey(c => new { c.Reseller, c.Sha256, c.Position });
            chunk.HasOne<StoredContent>().WithMany().HasForeignKey(c => new { c.Reseller, c.Sha256 }).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
