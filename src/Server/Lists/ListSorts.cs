using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;

namespace MyOpenIP.Server.Lists;

/// <summary>The columns on which each list is sorted.</summary>
internal static class ListSorts
{
    private static readonly KeyColumn<Customer> CustomerId = KeyColumn<Customer>.By(c => c.Id);
    private static readonly KeyColumn<ContractedOffer> OfferNumber = KeyColumn<ContractedOffer>.By(o => o.ReferenceNumber);
    private static readonly KeyColumn<Amendment> AmendmentNumber = KeyColumn<Amendment>.By(a => a.Number);
    private static readonly KeyColumn<Amendment> AmendmentCreation = KeyColumn<Amendment>.By(a => a.CreatedAt);
    private static readonly KeyColumn<Amendment> AmendmentUpdate = KeyColumn<Amendment>.By(a => a.UpdatedAt);
    private static readonly KeyColumn<Order> OrderNumber = KeyColumn<Order>.By(o => o.Number);

    public static ListOrder<Customer> Customers { get; } = new(
        new Dictionary<string, KeyColumn<Customer>>
        {
            ["identifier"] = CustomerId,
            ["company_name"] = KeyColumn<Customer>.By(c => c.SearchName),
            ["created_on"] = KeyColumn<Customer>.By(c => c.CreatedOn),
            ["status"] = KeyColumn<Customer>.By(c => c.LegalStatus),
            ["state"] = KeyColumn<Customer>.By(StateRanks.OfCustomer),
        },
        CustomerId, byDefault: "identifier");

    /// <summary>The portal's columns. Offers not delivered have a day after every other.</summary>
    public static ListOrder<ContractedOffer> ContractedOffers { get; } = new(
        new Dictionary<string, KeyColumn<ContractedOffer>>
        {
            ["order_management_owner"] = KeyColumn<ContractedOffer>.By(o => o.Owner),
            ["reference"] = OfferNumber,
            ["offer_name"] = KeyColumn<ContractedOffer>.By(o => o.Name),
            ["order_reference"] = KeyColumn<ContractedOffer>.By(o => o.OrderReference),
            ["end_customer"] = KeyColumn<ContractedOffer>.By(o => o.CustomerSearchName),
            ["customer_account"] = KeyColumn<ContractedOffer>.By(o => o.Account),
            ["site"] = KeyColumn<ContractedOffer>.By(o => o.SiteCity),
            ["delivered_on"] = KeyColumn<ContractedOffer>.By(o => o.DeliveredOn),
            ["state"] = KeyColumn<ContractedOffer>.By(StateRanks.OfContractedOffer),
            ["order_type"] = KeyColumn<ContractedOffer>.By(StateRanks.OfOrderType),
        },
        OfferNumber, byDefault: "reference");

    /// <param name="now">The instant as of which drafts and quotes are expired.</param>
    public static ListOrder<Amendment> Amendments(DateTimeOffset now) => new(
        new Dictionary<string, KeyColumn<Amendment>>
        {
            ["create_time"] = AmendmentCreation,
            ["update_time"] = AmendmentUpdate,
            ["state"] = KeyColumn<Amendment>.By(StateRanks.OfAmendment(now)),
        },
        AmendmentNumber, byDefault: "create_time desc");

    /// <summary>Orders not delivered have a day after every other.</summary>
    public static ListOrder<Order> Orders { get; } = new(
        new Dictionary<string, KeyColumn<Order>>
        {
            ["create_time"] = KeyColumn<Order>.By(o => o.AcceptedAt),
            ["update_time"] = KeyColumn<Order>.By(o => o.UpdatedAt),
            ["state"] = KeyColumn<Order>.By(StateRanks.OfOrder),
            ["delivered_on"] = KeyColumn<Order>.By(o => o.DeliveredOn ?? ContractedOffer.NotDelivered),
        },
        OrderNumber, byDefault: "create_time desc");
}
