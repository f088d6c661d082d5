namespace MyOpenIP.Pricing;

/// <summary>What decides a customer's VAT and legal protection.</summary>
/// <param name="Size">Its size class.</param>
/// <param name="ProtectionWaived">Whether it expressly waived the consumer protection (C. conso. L224-26-2).</param>
/// <param name="Territory">Code of the territory where it is established, as in the tax table.</param>
/// <param name="TaxStatus">Code of its tax status, as in the tax table.</param>
public sealed record CustomerSituation(CustomerSize Size, bool ProtectionWaived, string Territory, string TaxStatus)
{
    /// <summary>Whether the law protects it from long or silent commitments (C. conso. L224-26-2, L224-28, L224-42-2).</summary>
    public bool IsProtected =>
        !ProtectionWaived && (Size is CustomerSize.Micro or CustomerSize.Small or CustomerSize.NonProfit);
}

/// <summary>Size class of a customer.</summary>
public enum CustomerSize
{
    /// <summary>Microenterprise.</summary>
    Micro,

    /// <summary>Small enterprise.</summary>
    Small,

    /// <summary>Non-profit organisation.</summary>
    NonProfit,

    /// <summary>Medium enterprise.</summary>
    Medium,

    /// <summary>Large enterprise or public body.</summary>
    Large,
}

/// <summary>The dated VAT table.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Rows">
/// Its rows; for one territory, status and date at most one is valid. On a day that none covers the last one before it holds,
/// else the first; a territory or a status without any row is refused.
/// </param>
public sealed record TaxTable(string Version, IReadOnlyList<TaxRow> Rows);

/// <summary>The VAT of a territory and a tax status for a span of time.</summary>
/// <param name="Territory">Code of the territory.</param>
/// <param name="Status">Code of the customer's tax status.</param>
/// <param name="RatePercent">Rate, in percent, 0 to 100, four decimals at most.</param>
/// <param name="Category">EN 16931 category code: S, AE, E, O or G.</param>
/// <param name="Mention">Words that the law wants on the document; empty: none.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidUntil">First day on which it is no longer valid; none: it lasts.</param>
public sealed record TaxRow(
    string Territory,
    string Status,
    decimal RatePercent,
    string Category,
    string Mention,
    DateOnly ValidFrom,
    DateOnly? ValidUntil = null);
