namespace MyOpenIP.Pricing;

/// <summary>The languages in which a price explains itself.</summary>
public enum Language
{
    /// <summary>French: 18,90 €, 10/04/2026.</summary>
    French,

    /// <summary>English: €18.90, 10 April 2026.</summary>
    English,
}
