namespace MyOpenIP.Server.Quotes;

/// <summary>Something that stored requests share: an offer of the catalogue, a VAT table, the values of law. Kept once, shared by all resellers.</summary>
internal sealed class SharedDocument
{
    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public required string Digest { get; set; }

    /// <summary>Name of the message that it is, such as StoredTaxTable.</summary>
    public required string Kind { get; set; }

    /// <summary>The content, as requests are stored (see Storage/Formats).</summary>
    public required byte[] Content { get; set; }
}
