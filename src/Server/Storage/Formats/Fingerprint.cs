using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>The digest of all that was priced, over the bytes that are stored: what the customer saw is what is committed.</summary>
internal static class Fingerprint
{
    private const string Version = "f2:";

    /// <summary>
    /// "f2:" and the lowercase hexadecimal SHA-256 over the version of the rule set, the request (which names by digest what it
    /// shares with others) and the outcome, each preceded by its length in four bytes, highest first.
    /// </summary>
    /// <param name="ruleSetVersion">Version of the rule set that priced it.</param>
    /// <param name="request">The stored bytes of the request (StoredRequest).</param>
    /// <param name="outcome">The stored bytes of the outcome (StoredOutcome).</param>
    public static string Of(string ruleSetVersion, ReadOnlySpan<byte> request, ReadOnlySpan<byte> outcome)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, System.Text.Encoding.UTF8.GetBytes(ruleSetVersion));
        Add(hash, request);
        Add(hash, outcome);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Version + Convert.ToHexStringLower(digest);
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
