using System.Security.Cryptography;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// What is known of a file that somebody holds, by hashing alone: it is never parsed. A PDF that has something appended holds
/// the whole of the one before it up to an end-of-file marker, so the digest is taken there too.
/// </summary>
/// <param name="Length">Its bytes; 0: a digest was given alone.</param>
/// <param name="Digests">The digest of the file first, then those of its beginnings, each with its bytes.</param>
internal sealed record HeldFile(long Length, IReadOnlyList<HeldPart> Digests)
{
    /// <summary>Of a digest alone.</summary>
    public static HeldFile Of(string sha256) => new(0, [new(sha256, 0)]);

    /// <summary>Of a file in memory.</summary>
    public static HeldFile Of(ReadOnlySpan<byte> content)
    {
        using var reading = new Reading();
        reading.Add(content);
        return reading.End();
    }

    /// <summary>A file that is read piece by piece; no piece of it is kept.</summary>
    internal sealed class Reading : IDisposable
    {
        /// <summary>Beginnings that are looked at: ours end with the first or second marker, and each costs a hash.</summary>
        private const int MostParts = 16;

        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly List<HeldPart> parts = [];
        private long length;
        private int matched;

        private static ReadOnlySpan<byte> Marker => "%%EOF\n"u8;

        /// <summary>Adds the next bytes.</summary>
        public void Add(ReadOnlySpan<byte> bytes)
        {
            var begin = 0;
            for (var i = 0; i < bytes.Length && parts.Count < MostParts; i++)
            {
                // No proper beginning of the marker but its first letter begins it anew.
                matched = bytes[i] == Marker[matched] ? matched + 1 : matched is 2 && bytes[i] == Marker[1] ? 2 : bytes[i] == Marker[0] ? 1 : 0;
                if (matched < Marker.Length)
                    continue;
                matched = 0;
                hash.AppendData(bytes[begin..(i + 1)]);
                (length, begin) = (length + i + 1 - begin, i + 1);
                parts.Add(new(Convert.ToHexStringLower(hash.GetCurrentHash()), length));
            }
            hash.AppendData(bytes[begin..]);
            length += bytes.Length - begin;
        }

        /// <summary>What is known of it.</summary>
        public HeldFile End() => new(length, [new(Convert.ToHexStringLower(hash.GetHashAndReset()), length), .. parts.Where(p => p.Length < length)]);

        /// <inheritdoc/>
        public void Dispose() => hash.Dispose();
    }
}

/// <summary>A file, or a beginning of it.</summary>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Its bytes; 0: not known.</param>
internal sealed record HeldPart(string Sha256, long Length);
