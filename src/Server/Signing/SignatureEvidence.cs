namespace MyOpenIP.Server.Signing;

/// <summary>
/// The evidence of an acceptance, signed or validated: what was accepted, by whom, how and when. Written in the transaction of the
/// acceptance, told to the audit by its digests, and never changed. The PDF that was accepted stays as it is, beside it.
/// </summary>
internal sealed class SignatureEvidence
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Revision of the quote that was accepted.</summary>
    public required int Revision { get; set; }

    /// <summary>The evidence as JSON, for programs.</summary>
    public required byte[] Json { get; set; }

    /// <summary>SHA-256 of it, 64 lower-case hexadecimal digits.</summary>
    public required string JsonSha256 { get; set; }

    /// <summary>The same as PDF, for persons.</summary>
    public required byte[] Pdf { get; set; }

    /// <summary>SHA-256 of it, 64 lower-case hexadecimal digits.</summary>
    public required string PdfSha256 { get; set; }

    /// <summary>The certificate of completion, a PDF; empty: it was accepted before there was one.</summary>
    public byte[] Certificate { get; set; } = [];

    /// <summary>SHA-256 of it, 64 lower-case hexadecimal digits; empty: there is none.</summary>
    public string CertificateSha256 { get; set; } = "";

    /// <summary>When it was made: the instant of the acceptance.</summary>
    public required DateTimeOffset MadeAt { get; set; }
}
