using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Catalogue;

/// <summary>
/// A version of a contractual document that was in force once or will be: kept for good with its content, so that what was
/// accepted can be read whatever becomes of the file. Shared by all resellers.
/// </summary>
internal sealed class DocumentRow
{
    /// <summary>SHA-256 of its content (<see cref="StoredContent"/>, of no reseller), 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Code of the document, such as CGAS.</summary>
    public required string Code { get; set; }

    /// <summary>Its title, in French.</summary>
    public required string Title { get; set; }

    /// <summary>The version.</summary>
    public required string Version { get; set; }

    /// <summary>Name of its file.</summary>
    public required string FileName { get; set; }

    /// <summary>Media type by its content.</summary>
    public required string MediaType { get; set; }

    /// <summary>Bytes of the content.</summary>
    public required int Size { get; set; }
}

/// <summary>Keeps the contractual documents of the policies.</summary>
internal static class DocumentRows
{
    /// <summary>Keeps those that are not there yet, in the transaction of the context.</summary>
    public static async Task KeepAsync(StorageContext context, Policies policies, string folder, CancellationToken cancellation)
    {
        var known = await context.Documents.Select(d => d.Sha256).ToListAsync(cancellation);
        foreach (var document in policies.Documents.Where(d => d.Source is DocumentSource.File && !known.Contains(d.Sha256)).DistinctBy(d => d.Sha256))
        {
            var file = Path.Combine(folder, document.File);
            await using var content = File.OpenRead(file);
            await context.KeepAsync("", document.Sha256, content, cancellation);
            context.Add(new DocumentRow
            {
                Sha256 = document.Sha256,
                Code = document.Code,
                Title = document.Title,
                Version = document.Version,
                FileName = document.File,
                MediaType = DocumentChecks.MediaTypeOf(file)!,
                Size = (int)content.Length,
            });
        }
    }
}
