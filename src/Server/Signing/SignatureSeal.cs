namespace MyOpenIP.Server.Signing;

/// <summary>
/// What was made of an acceptance after it, where the operator seals: a copy of the quote with its electronic seal, and the time
/// stamp of an authority over the evidence. Written once, told to the audit by its digests, and never changed.
/// </summary>
internal sealed class SignatureSeal
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Revision of the quote that was accepted.</summary>
    public required int Revision { get; set; }

    /// <summary>The sealed copy: it begins with the bytes of the quote's PDF. Empty: the operator has no certificate.</summary>
    public required byte[] SealedPdf { get; set; }

    /// <summary>SHA-256 of it, 64 lower-case hexadecimal digits; empty: there is none.</summary>
    public required string SealedSha256 { get; set; }

    /// <summary>The time stamp (RFC 3161, DER) over the SHA-256 of the evidence in JSON; empty: there is no authority.</summary>
    public required byte[] Timestamp { get; set; }

    /// <summary>SHA-256 of it, 64 lower-case hexadecimal digits; empty: there is none.</summary>
    public required string TimestampSha256 { get; set; }

    /// <summary>When it was kept, which <see cref="Sealing.KeepSeal"/> says.</summary>
    public DateTimeOffset MadeAt { get; set; }
}
