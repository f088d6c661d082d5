using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Amendments;

/// <summary>Amendments and their quotes.</summary>
internal static class AmendmentMessages
{
    /// <summary>An amendment as it stands, without its recap.</summary>
    /// <param name="amendment">The amendment with its parts.</param>
    /// <param name="state">Its state as of now: a draft or quote past its time is expired.</param>
    /// <param name="order">Number of its order; none: null.</param>
    /// <param name="cancelReason">Why it was cancelled; empty: not said, or it was not.</param>
    /// <param name="actions">What the caller may do with it.</param>
    public static V1.Amendment Amendment(
        Amendment amendment, AmendmentState state, string? order, string cancelReason, IEnumerable<AmendmentAction> actions)
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
            CancelReason = cancelReason,
        };
        if (amendment.LatestRevision > 0)
        {
            proto.Quote = ResourceNames.Quote(customer, amendment.Number, amendment.LatestRevision);
            proto.QuotePrintedNumber = ResourceNames.PrintedQuote(amendment.Number, amendment.LatestRevision);
        }
        proto.Lines.AddRange(amendment.Wishes.Quantities.Select(q => new V1.WantedLine { Product = q.ProductCode, FinalQuantity = q.FinalQuantity }));
        proto.Discounts.AddRange(amendment.Wishes.Discounts.Select(Discount));
        proto.Contacts.AddRange(amendment.Wishes.Contacts.Select(c => Contact(c, customer)));
        proto.AvailableActions.AddRange(actions.Select(SameName.To<AmendmentAction, V1.AmendmentAction>));
        return proto;
    }

    private static V1.RequestedDiscount Discount(AskedDiscount asked) => new()
    {
        Product = asked.ProductCode,
        SetupPercent = Decimal(asked.Discount.SetupPercent),
        RecurringPercent = Decimal(asked.Discount.RecurringPercent),
        Scope = SameName.To<Pricing.DiscountScope, V1.DiscountScope>(asked.Discount.Scope),
        AskedBy = asked.Asker,
    };

    private static V1.Contact Contact(OnSiteContact contact, long customerId) => new()
    {
        Name = contact.ContactNumber is { } number ? ResourceNames.Contact(customerId, number) : "",
        DisplayName = contact.Name,
        Telephone = contact.Telephone,
        Email = contact.Email,
        AccessHours = contact.AccessHours,
        Role = contact.Role,
    };
}
