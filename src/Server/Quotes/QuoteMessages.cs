using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Quotes;

/// <summary>Quotes and the documents that go with them.</summary>
internal static class QuoteMessages
{
    /// <summary>A quote.</summary>
    /// <param name="quote">The quote with its documents.</param>
    /// <param name="amendment">Its amendment.</param>
    /// <param name="isCurrent">Whether the amendment still rests on it.</param>
    /// <param name="recap">The recap that it froze; none: null, in lists.</param>
    public static V1.Quote Quote(Quote quote, Amendment amendment, bool isCurrent, V1.Recap? recap)
    {
        var proto = new V1.Quote
        {
            Name = ResourceNames.Quote(amendment.CustomerId, amendment.Number, quote.Revision),
            Number = amendment.Number,
            Revision = quote.Revision,
            PrintedNumber = ResourceNames.PrintedQuote(amendment.Number, quote.Revision),
            IssueTime = Timestamp(quote.IssuedAt),
            ExpireTime = Timestamp(quote.ExpiresAt),
            Issuer = quote.IssuedBy,
            Current = isCurrent,
            Recap = recap,
            Fingerprint = quote.Fingerprint,
        };
        proto.Documents.AddRange(Documents(quote.Documents));
        return proto;
    }

    /// <summary>The documents that went with a quote, in the order in which its draft showed them.</summary>
    public static IEnumerable<V1.Document> Documents(IEnumerable<QuoteDocument> documents) =>
        documents.Select(d => new V1.Document { Code = d.Code, Title = d.Title, Version = d.Version, Sha256 = d.Sha256 });
}
