using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Files;

/// <summary>Keeps and reads the content of files, piece by piece.</summary>
internal static class StoredContents
{
    /// <summary>Keeps a content in the transaction of the context; what is there already is left as it is.</summary>
    /// <param name="context">The context.</param>
    /// <param name="reseller">Code of the reseller whose it is; empty: shared by all.</param>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="content">The content, read from its beginning.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task KeepAsync(this StorageContext context, string reseller, string sha256, Stream content, CancellationToken cancellation)
    {
        var added = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "StoredContents" ("Reseller", "Sha256", "Size") VALUES ({reseller}, {sha256}, {(int)content.Length})
            ON CONFLICT ("Reseller", "Sha256") DO NOTHING
            """,
            cancellation);
        if (added == 0)
            return;
        content.Position = 0;
        for (var position = 0; content.Position < content.Length; position++)
        {
            var bytes = new byte[Math.Min(StoredChunk.MostBytes, content.Length - content.Position)];
            await content.ReadExactlyAsync(bytes, cancellation);
            await context.Database.ExecuteSqlAsync(
                $"""INSERT INTO "StoredChunks" ("Reseller", "Sha256", "Position", "Bytes") VALUES ({reseller}, {sha256}, {position}, {bytes})""", cancellation);
        }
    }

    /// <summary>Reads a content, piece by piece: nothing is held open between two of them.</summary>
    /// <exception cref="InvalidDataException">It is not, or no longer, what its digest says.</exception>
    public static async IAsyncEnumerable<byte[]> ReadAsync(
        this StorageContext context, string reseller, string sha256, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var position = 0; await NextAsync(position) is { } bytes; position++)
        {
            digest.AppendData(bytes);
            yield return bytes;
            if (bytes.Length < StoredChunk.MostBytes)
                break;
        }
        if (Convert.ToHexStringLower(digest.GetHashAndReset()) != sha256)
            throw new InvalidDataException($"The content {sha256} is not whole.");

        Task<byte[]?> NextAsync(int position) => context.StoredChunks.AsNoTracking()
            .Where(c => c.Reseller == reseller && c.Sha256 == sha256 && c.Position == position).Select(c => c.Bytes).SingleOrDefaultAsync(cancellation)!;
    }
}
