namespace MyOpenIP.Server.Quotes;

/// <summary>
/// A quote as a document: whom and what it names beside the price, and its PDF. Written with the quote and never changed; for a
/// quote of release 0.2, which froze the price alone, when its PDF is first asked for.
/// </summary>
internal sealed class QuotePaper
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Revision of the quote.</summary>
    public required int Revision { get; set; }

    /// <summary>Whom and what it names, as it is stored; see <see cref="QuoteParties"/>. Empty: nothing was frozen of it.</summary>
    public required byte[] Parties { get; set; }

    /// <summary>The PDF.</summary>
    public required byte[] Pdf { get; set; }

    /// <summary>SHA-256 of the PDF, 64 lower-case hexadecimal digits.</summary>
    public required string PdfSha256 { get; set; }

    /// <summary>When the PDF was made.</summary>
    public required DateTimeOffset MadeAt { get; set; }
}
