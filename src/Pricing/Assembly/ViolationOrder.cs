namespace MyOpenIP.Pricing.Assembly;

/// <summary>The order of violations: their precedence, then the product, then the other product of a dependency (ordinal).</summary>
internal static class ViolationOrder
{
    public static int Compare(Violation a, Violation b)
    {
        var byCode = a.Code.CompareTo(b.Code);
        var byProduct = byCode != 0 ? byCode : string.CompareOrdinal(a.ProductCode, b.ProductCode);
        return byProduct != 0 ? byProduct : string.CompareOrdinal(Other(a), Other(b));
    }

    /// <summary>The only data that two violations of one code and product differ in.</summary>
    private static string? Other(Violation violation) => violation.Data.Count == 0 ? null : violation.Data[0].Text;
}
