using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// The audit as a chain: the hash of an entry is over the hash of the one before it of the same reseller, so that none can be
/// changed, dropped, inserted or exchanged without every later hash being another. What changed is in it by its digest alone:
/// the payload may be erased and the chain still holds. docs/operations.md has the form in bytes.
/// </summary>
internal static class AuditChain
{
    /// <summary>The form in which entries are hashed: the first byte of every hash, so that another may follow it.</summary>
    private const byte Form = 1;

    /// <summary>Length of a hash: the form and a SHA-256.</summary>
    private const int Length = 1 + SHA256.HashSizeInBytes;

    // Every write asks: one query, translated once.
    private static readonly Func<StorageContext, string, CancellationToken, Task<AuditHead?>> ReadHead =
        EF.CompileAsyncQuery((StorageContext context, string reseller, CancellationToken cancellation) =>
            context.AuditHeads.AsNoTracking().SingleOrDefault(h => h.Reseller == reseller));

    /// <summary>What the first entry of a reseller goes on from.</summary>
    public static byte[] Beginning => [];

    /// <summary>The hash of an entry.</summary>
    /// <param name="before">The hash of the entry before it; of the first: <see cref="Beginning"/>.</param>
    /// <param name="entry">The entry, with its sequence.</param>
    public static byte[] HashOf(ReadOnlySpan<byte> before, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add("MyOpenIP audit");
        hash.AppendData([Form]);
        AddBytes(before);
        Add(entry.Reseller);
        AddNumber(entry.Sequence);
        AddNumber(entry.At.UtcTicks);
        Add(entry.Actor);
        Add(entry.Role);
        Add(entry.Action);
        Add(entry.Subject);
        Add(entry.RequestId);
        AddBytes(entry.PayloadDigest);
        var whole = new byte[Length];
        whole[0] = Form;
        hash.GetHashAndReset(whole.AsSpan(1));
        return whole;

        void Add(string text) => AddBytes(Encoding.UTF8.GetBytes(text));

        void AddNumber(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            hash.AppendData(bytes);
        }

        // The length first: no two entries have the same bytes.
        void AddBytes(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }

    /// <summary>Puts entries at the end of the chains of their resellers: gives each its sequence and its hash.</summary>
    /// <returns>Where the chains end then.</returns>
    public static async Task<IReadOnlyList<AuditHead>> GoOnAsync(StorageContext context, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        var heads = new Dictionary<string, AuditHead>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!heads.TryGetValue(entry.Reseller, out var head))
                heads.Add(entry.Reseller, head = await ReadHead(context, entry.Reseller, cancellation) ?? new AuditHead { Reseller = entry.Reseller, Hash = Beginning });
            entry.Sequence = ++head.Sequence;
            entry.Hash = head.Hash = HashOf(head.Hash, entry);
        }
        return [.. heads.Values];
    }
}
