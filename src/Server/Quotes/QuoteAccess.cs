using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Quotes;

/// <summary>Reads of quotes.</summary>
internal static class QuoteAccess
{
    /// <summary>Quotes as lists show them: what they froze is large and stays where it is.</summary>
    public static IQueryable<Quote> WithoutPrice(this IQueryable<Quote> quotes) => quotes.AsNoTracking().Select(q => new Quote
    {
        Reseller = q.Reseller,
        AmendmentNumber = q.AmendmentNumber,
        Revision = q.Revision,
        IssuedAt = q.IssuedAt,
        IssuedBy = q.IssuedBy,
        ExpiresAt = q.ExpiresAt,
        PricingDate = q.PricingDate,
        EffectiveDate = q.EffectiveDate,
        Price = Array.Empty<byte>(),
        Fingerprint = q.Fingerprint,
        Documents = q.Documents,
        RuleSetVersion = q.RuleSetVersion,
    });
}
