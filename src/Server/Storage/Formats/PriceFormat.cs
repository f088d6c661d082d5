using System.Security.Cryptography;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Prices, as they are stored and as their fingerprint sees them.</summary>
internal static class PriceFormat
{
    private const string FingerprintVersion = "f2:";

    /// <summary>What is stored of a price.</summary>
    public static byte[] Bytes(PricingRequest request, SharedDigests shared, PricedAmendment outcome) =>
        ProtoWriter.Bytes((request, shared, outcome), static (writer, price) => Write(writer, price.request, price.shared, price.outcome));

    /// <summary>
    /// The digest of all that was priced: what the customer saw is what is committed. "f2:" and the lowercase hexadecimal
    /// SHA-256 of what is stored of the price: the request, which names by their digests the terms, the offer of the
    /// catalogue, the VAT table and the values of law, and the outcome, which names the version of the rule set.
    /// </summary>
    public static string Fingerprint(PricingRequest request, SharedDigests shared, PricedAmendment outcome)
    {
        var writer = ProtoWriter.Rent();
        Write(writer, request, shared, outcome);
        var fingerprint = Fingerprint(writer.Written);
        writer.Return();
        return fingerprint;
    }

    /// <summary>The fingerprint of a price that is stored.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> stored)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(stored, digest);
        return FingerprintVersion + Convert.ToHexStringLower(digest);
    }

    private static void Write(ProtoWriter writer, PricingRequest request, SharedDigests shared, PricedAmendment outcome)
    {
        var start = writer.Begin(StoredPrice.RequestFieldNumber);
        RequestFormat.Write(writer, request, shared);
        writer.End(start);
        start = writer.Begin(StoredPrice.OutcomeFieldNumber);
        OutcomeFormat.Write(writer, outcome);
        writer.End(start);
    }
}
