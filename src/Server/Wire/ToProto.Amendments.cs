using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Wire;

/// <content>Amendments and their quotes.</content>
internal static partial class ToProto
{
    /// <summary>An amendment as it stands, without its recap.</summary>
    /// <param name="amendment">The amendment with its parts.</param>
    /// <param name="state">Its state as of now: a draft or quote past its time is expired.</param>
    /// <param name="order">Number of its order; none: null.</param>
    /// <param name="actions">What the caller may do with it.</param>
    public static V1.Amendment Amendment(
        Amendment amendment, AmendmentState state, string? order, IEnumerable<V1.AmendmentAction> actions)
    {
        var customer = amendment.CustomerId;
        var isStored = amendment.Number.Length > 0;
        var proto = new V1.Amendment
        {
            Name = isStored ? ResourceNames.Amendment(customer, amendment.Number) : "",
            ContractedOffer = ResourceNames.ContractedOffer(customer, amendment.OfferReference),
            ContractedOfferVersion = amendment.OfferVersion,
            State = SameName.To<AmendmentState, V1.AmendmentState>(state),
            EffectiveDate = Date(amendment.RequestedEffectiveDate),
            InstallationSite = ResourceNames.Site(customer, amendment.InstallationSiteNumber),
            BillingSite = ResourceNames.Site(customer, amendment.BillingSiteNumber),
            Comment = amendment.Comment,
            QuoteRevision = amendment.LatestRevision,
            ExpireTime = amendment.ExpiresAt is { } expires ? Timestamp(expires) : null,
            Order = order is null ? "" : ResourceNames.Order(customer, order),
            Creator = amendment.CreatedBy,
            CreateTime = Timestamp(amendment.CreatedAt),
            UpdateTime = Timestamp(amendment.UpdatedAt),
            Etag = Etags.Of(amendment),
        };
        if (amendment.LatestRevision > 0)
        {
            proto.Quote = ResourceNames.Quote(customer, amendment.Number, amendment.LatestRevision);
            proto.QuotePrintedNumber = ResourceNames.PrintedQuote(amendment.Number, amendment.LatestRevision);
        }
        proto.Lines.AddRange(amendment.Quantities.OrderBy(q => q.ProductCode, StringComparer.Ordinal)
            .Select(q => new V1.WantedLine { Product = q.ProductCode, FinalQuantity = q.FinalQuantity }));
        proto.Discounts.AddRange(amendment.Discounts.OrderBy(d => d.ProductCode, StringComparer.Ordinal).Select(Discount));
        proto.Contacts.AddRange(amendment.Contacts.OrderBy(c => c.Position).Select(c => Contact(c, customer)));
        proto.AvailableActions.AddRange(actions);
        return proto;
    }

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
        proto.Documents.AddRange(Documents(quote));
        return proto;
    }

    /// <summary>The documents that went with a quote.</summary>
    public static IEnumerable<V1.Document> Documents(Quote quote) => Documents(quote.Documents);

    /// <summary>Documents that went with a quote.</summary>
    public static IEnumerable<V1.Document> Documents(IEnumerable<QuoteDocument> documents) => documents.OrderBy(d => d.Code, StringComparer.Ordinal)
        .Select(d => new V1.Document { Code = d.Code, Title = d.Title, Version = d.DocumentVersion, Sha256 = d.Sha256 });

    private static V1.RequestedDiscount Discount(AmendmentDiscount discount) => new()
    {
        Product = discount.ProductCode,
        SetupPercent = Decimal(discount.SetupPercent),
        RecurringPercent = Decimal(discount.RecurringPercent),
        Scope = SameName.To<Pricing.DiscountScope, V1.DiscountScope>(discount.Scope),
        AskedBy = discount.AskedBy,
    };
}
