using System.Security.Cryptography;

namespace MyOpenIP.Pricing;

/// <summary>The digest of all that was priced: what the customer saw is what is committed.</summary>
public static class Fingerprint
{
    private const string Version = "f1:";

    /// <summary>
    /// "f1:" and the lowercase hexadecimal SHA-256 over the canonical form of the request, a zero byte, and that of its
    /// outcome.
    /// </summary>
    /// <param name="request">What was priced.</param>
    /// <param name="outcome">What came out.</param>
    public static string Of(PricingRequest request, PricedAmendment outcome) =>
        Of(CanonicalForm.Of(request), CanonicalForm.Of(outcome));

    /// <summary>The same over canonical forms that are there already.</summary>
    /// <param name="request">Canonical form of what was priced.</param>
    /// <param name="outcome">Canonical form of what came out.</param>
    public static string Of(ReadOnlySpan<byte> request, ReadOnlySpan<byte> outcome)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(request);
        // JSON has no zero byte: neither part can borrow from the other.
        hash.AppendData([0]);
        hash.AppendData(outcome);
        return Version + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
