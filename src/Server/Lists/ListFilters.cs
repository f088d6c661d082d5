using System.Linq.Expressions;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Lists;

/// <summary>The columns on which each list is filtered.</summary>
internal static class ListFilters
{
    private const string DayExample = "2026-04-01";
    private const string InstantExample = "2026-04-01, 2026-04-01T12:00:00Z";

    public static ListFilter<Customer> Customers { get; } = new(new Dictionary<string, FilterColumn<Customer>>
    {
        ["identifier"] = new SpanColumn<Customer, long>(c => c.Id, FilterValues.Number(), "44660"),
        ["company_name"] = new TextColumn<Customer>(c => c.SearchName, FoldedText.Fold),
        ["siren"] = new TextColumn<Customer>(c => c.Siren),
        ["account"] = new TextColumn<Customer>(c => c.Account),
        ["reference"] = new TextColumn<Customer>(c => c.Reference),
        ["created_on"] = new SpanColumn<Customer, DateOnly>(c => c.CreatedOn, FilterValues.Day, DayExample),
        ["status"] = new TextColumn<Customer>(c => c.LegalStatus),
        ["state"] = new SpanColumn<Customer, int>(StateRanks.OfCustomer, FilterValues.Choice<CustomerState>("CUSTOMER_STATE_"), "ACTIVE"),
    });

    public static ListFilter<ContractedOffer> ContractedOffers { get; } = new(new Dictionary<string, FilterColumn<ContractedOffer>>
    {
        ["order_management_owner"] = new TextColumn<ContractedOffer>(o => o.Owner),
        ["reference"] = new SpanColumn<ContractedOffer, long>(o => o.ReferenceNumber, FilterValues.Number("OC"), "OC138637"),
        ["offer"] = new NameColumn<ContractedOffer>(
            name => ResourceNames.OfferCode(name) is { } code ? o => o.OfferCode == code : null, "offers/sip-trunk-touch"),
        ["offer_name"] = new TextColumn<ContractedOffer>(o => o.Name),
        ["order_reference"] = new TextColumn<ContractedOffer>(o => o.OrderReference),
        ["end_customer"] = new TextColumn<ContractedOffer>(o => o.CustomerSearchName, FoldedText.Fold),
        ["customer_account"] = new TextColumn<ContractedOffer>(o => o.Account),
        ["site"] = new TextColumn<ContractedOffer>(o => o.SiteCity),
        ["delivered_on"] = new SpanColumn<ContractedOffer, DateOnly>(
            o => o.DeliveredOn, FilterValues.Day, DayExample, o => o.DeliveredOn != ContractedOffer.NotDelivered),
        ["state"] = new SpanColumn<ContractedOffer, int>(
            StateRanks.OfContractedOffer, FilterValues.Choice<ContractState>("CONTRACTED_OFFER_STATE_"), "DELIVERED"),
        ["order_type"] = new SpanColumn<ContractedOffer, int>(StateRanks.OfOrderType, FilterValues.Choice<OrderType>("ORDER_TYPE_"), "CREATION"),
    });

    /// <param name="now">The instant as of which drafts and quotes are expired.</param>
    public static ListFilter<Amendment> Amendments(DateTimeOffset now) => new(new Dictionary<string, FilterColumn<Amendment>>
    {
        ["contracted_offer"] = new NameColumn<Amendment>(name => OfAmendment(name), "customers/44660/contractedOffers/OC138637"),
        ["state"] = new SpanColumn<Amendment, int>(StateRanks.OfAmendment(now), FilterValues.Choice<AmendmentState>("AMENDMENT_STATE_"), "DRAFT"),
        ["create_time"] = new SpanColumn<Amendment, DateTimeOffset>(a => a.CreatedAt, FilterValues.Instant, InstantExample),
        ["update_time"] = new SpanColumn<Amendment, DateTimeOffset>(a => a.UpdatedAt, FilterValues.Instant, InstantExample),
        ["creator"] = new TextColumn<Amendment>(a => a.CreatedBy),
    });

    public static ListFilter<Order> Orders { get; } = new(new Dictionary<string, FilterColumn<Order>>
    {
        ["contracted_offer"] = new NameColumn<Order>(
            name => ResourceNames.TryPart(name, ResourceNames.ContractedOffers, out var offer)
                ? o => o.OfferReference == offer.Identifier && (offer.Customer == null || o.CustomerId == offer.Customer)
                : null,
            "customers/44660/contractedOffers/OC138637"),
        ["amendment"] = new NameColumn<Order>(
            name => ResourceNames.TryPart(name, ResourceNames.Amendments, out var amendment)
                ? o => o.AmendmentNumber == amendment.Identifier && (amendment.Customer == null || o.CustomerId == amendment.Customer)
                : null,
            "customers/44660/amendments/DEV000050763"),
        ["state"] = new SpanColumn<Order, int>(StateRanks.OfOrder, FilterValues.Choice<OrderState>("ORDER_STATE_"), "CREATED"),
        ["create_time"] = new SpanColumn<Order, DateTimeOffset>(o => o.AcceptedAt, FilterValues.Instant, InstantExample),
        ["update_time"] = new SpanColumn<Order, DateTimeOffset>(o => o.UpdatedAt, FilterValues.Instant, InstantExample),
        ["delivered_on"] = new SpanColumn<Order, DateOnly>(
            o => o.DeliveredOn ?? ContractedOffer.NotDelivered, FilterValues.Day, DayExample, o => o.DeliveredOn != null),
    });

    private static Expression<Func<Amendment, bool>>? OfAmendment(string name) =>
        ResourceNames.TryPart(name, ResourceNames.ContractedOffers, out var offer)
            ? a => a.OfferReference == offer.Identifier && (offer.Customer == null || a.CustomerId == offer.Customer)
            : null;
}
