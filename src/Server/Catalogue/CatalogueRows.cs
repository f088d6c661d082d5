namespace MyOpenIP.Server.Catalogue;

/// <summary>A version of the catalogue. Shared by all resellers, written once.</summary>
internal sealed class CatalogueVersion
{
    /// <summary>Its name and the start of its digest, such as 2026-11.1f0c2a7b.</summary>
    public required string Version { get; set; }

    /// <summary>SHA-256 of its canonical content, 64 lower-case hexadecimal digits.</summary>
    public required string Digest { get; set; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset ImportedAt { get; set; }

    /// <summary>The version with the highest is the current one.</summary>
    public required long Activation { get; set; }

    /// <summary>Its offers.</summary>
    public List<CatalogueOfferRow> Offers { get; } = [];
}

/// <summary>An offer of a version of the catalogue.</summary>
internal sealed class CatalogueOfferRow
{
    /// <summary>The version of the catalogue.</summary>
    public required string Version { get; set; }

    /// <summary>Code of the offer.</summary>
    public required string Code { get; set; }

    /// <summary>Position in the catalogue, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Name of the offer.</summary>
    public required string Name { get; set; }

    /// <summary>The whole offer as the data file writes it, in canonical JSON (amounts are decimal text there).</summary>
    public required string Content { get; set; }

    /// <summary>Its products.</summary>
    public List<CatalogueProductRow> Products { get; } = [];
}

/// <summary>A product of an offer, so that a code can be found whatever its offer.</summary>
internal sealed class CatalogueProductRow
{
    /// <summary>The version of the catalogue.</summary>
    public required string Version { get; set; }

    /// <summary>The offer.</summary>
    public required string OfferCode { get; set; }

    /// <summary>Code of the product.</summary>
    public required string Code { get; set; }

    /// <summary>Position in the offer, from 0.</summary>
    public required int Position { get; set; }

    /// <summary>Name of the product.</summary>
    public required string Name { get; set; }
}

/// <summary>A version of the VAT table. Shared by all resellers, written once.</summary>
internal sealed class TaxTableVersion
{
    /// <summary>Its name and the start of its digest.</summary>
    public required string Version { get; set; }

    /// <summary>SHA-256 of its canonical content, 64 lower-case hexadecimal digits.</summary>
    public required string Digest { get; set; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset ImportedAt { get; set; }

    /// <summary>The version with the highest is the current one.</summary>
    public required long Activation { get; set; }

    /// <summary>The table as the data file writes it, in canonical JSON.</summary>
    public required string Content { get; set; }
}
