namespace MyOpenIP.Server.Quotes;

/// <summary>A revision of the quote of an amendment. Written once, never changed.</summary>
internal sealed class Quote
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Revision, from 1 without hole.</summary>
    public required int Revision { get; set; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; set; }

    /// <summary>Identifier of who issued it.</summary>
    public required string IssuedBy { get; set; }

    /// <summary>The instant from which it no longer binds.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The pricing date that it froze.</summary>
    public required DateOnly PricingDate { get; set; }

    /// <summary>The effective date that it froze.</summary>
    public required DateOnly EffectiveDate { get; set; }

    /// <summary>The request and the outcome, as they are stored; see <see cref="Storage.Formats.PriceFormat"/>.</summary>
    public required byte[] Price { get; set; }

    /// <summary>The fingerprint: the digest of <see cref="Price"/>.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Version of the rule set that priced it.</summary>
    public required string RuleSetVersion { get; set; }

    /// <summary>The contractual documents that go with it.</summary>
    public required IReadOnlyList<QuoteDocument> Documents { get; set; }
}

/// <summary>A contractual document that went with a quote.</summary>
/// <param name="Code">Code of the document, such as CGAS.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
internal sealed record QuoteDocument(string Code, string Title, string Version, string Sha256);
