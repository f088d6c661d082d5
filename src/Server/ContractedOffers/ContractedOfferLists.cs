using System.Linq.Expressions;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>The columns on which lists of contracted offers are sorted and filtered. The database holds names of states; lists compare their places.</summary>
internal static class ContractedOfferLists
{
    private static readonly Expression<Func<ContractedOffer, int>> StateRank = StateRanks.Of((ContractedOffer o) => o.State);

    private static readonly Expression<Func<ContractedOffer, int>> OrderTypeRank = StateRanks.Of((ContractedOffer o) => o.OrderType);

    private static readonly KeyColumn<ContractedOffer> OfferNumber = KeyColumn<ContractedOffer>.By(o => o.ReferenceNumber);

    /// <summary>The portal's columns. Offers not delivered have a day after every other.</summary>
    public static ListOrder<ContractedOffer> Sorts { get; } = new(
        new Dictionary<string, KeyColumn<ContractedOffer>>
        {
            ["order_management_owner"] = KeyColumn<ContractedOffer>.By(o => o.SearchOwner),
            ["reference"] = OfferNumber,
            ["offer_name"] = KeyColumn<ContractedOffer>.By(o => o.SearchName),
            ["order_reference"] = KeyColumn<ContractedOffer>.By(o => o.OrderReference),
            ["end_customer"] = KeyColumn<ContractedOffer>.By(o => o.CustomerSearchName),
            ["customer_account"] = KeyColumn<ContractedOffer>.By(o => o.SearchAccount),
            ["site"] = KeyColumn<ContractedOffer>.By(o => o.SearchCity),
            ["created_on"] = KeyColumn<ContractedOffer>.By(o => o.CreatedOn),
            ["delivered_on"] = KeyColumn<ContractedOffer>.By(o => o.DeliveredOn),
            ["state"] = KeyColumn<ContractedOffer>.By(StateRank),
            ["order_type"] = KeyColumn<ContractedOffer>.By(OrderTypeRank),
        },
        OfferNumber, byDefault: "reference");

    public static ListFilter<ContractedOffer> Filters { get; } = new(new Dictionary<string, FilterColumn<ContractedOffer>>
    {
        ["order_management_owner"] = new TextColumn<ContractedOffer>(o => o.SearchOwner),
        ["reference"] = new SpanColumn<ContractedOffer, long>(o => o.ReferenceNumber, FilterValues.Number("OC"), "OC138637"),
        ["offer"] = new NameColumn<ContractedOffer>(
            name => ResourceNames.OfferCode(name) is { } code ? o => o.OfferCode == code : null, "offers/sip-trunk-touch"),
        ["product"] = new NameColumn<ContractedOffer>(code => o => o.Products.Any(p => p.ProductCode == code && p.Quantity > 0), "LIGNE_VGA"),
        ["offer_name"] = new TextColumn<ContractedOffer>(o => o.SearchName),
        ["order_reference"] = new TextColumn<ContractedOffer>(o => o.OrderReference),
        ["end_customer"] = new TextColumn<ContractedOffer>(o => o.CustomerSearchName),
        ["customer_account"] = new TextColumn<ContractedOffer>(o => o.SearchAccount),
        ["site"] = new TextColumn<ContractedOffer>(o => o.SearchCity),
        ["created_on"] = new SpanColumn<ContractedOffer, DateOnly>(o => o.CreatedOn, FilterValues.Day, FilterValues.DayExample),
        ["delivered_on"] = new SpanColumn<ContractedOffer, DateOnly>(
            o => o.DeliveredOn, FilterValues.Day, FilterValues.DayExample, o => o.DeliveredOn != ContractedOffer.NotDelivered),
        ["state"] = new SpanColumn<ContractedOffer, int>(
            StateRank, FilterValues.Choice<ContractState>("CONTRACTED_OFFER_STATE_"), "DELIVERED"),
        ["order_type"] = new SpanColumn<ContractedOffer, int>(OrderTypeRank, FilterValues.Choice<OrderType>("ORDER_TYPE_"), "CREATION"),
    });
}
