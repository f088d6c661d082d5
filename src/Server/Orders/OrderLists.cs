using System.Linq.Expressions;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Orders;

/// <summary>The columns on which lists of orders are sorted and filtered. The database holds names of states; lists compare their places.</summary>
internal static class OrderLists
{
    private static readonly Expression<Func<Order, int>> StateRank = StateRanks.Of((Order o) => o.State);

    /// <summary>Orders not delivered have a day after every other.</summary>
    public static ListOrder<Order> Sorts { get; } = new(
        new Dictionary<string, KeyColumn<Order>>
        {
            ["create_time"] = KeyColumn<Order>.By(o => o.AcceptedAt),
            ["update_time"] = KeyColumn<Order>.By(o => o.UpdatedAt),
            ["state"] = KeyColumn<Order>.By(StateRank),
            ["delivered_on"] = KeyColumn<Order>.By(o => o.DeliveredOn ?? ContractedOffer.NotDelivered),
        },
        KeyColumn<Order>.By(o => o.Number), byDefault: "create_time desc");

    public static ListFilter<Order> Filters { get; } = new(new Dictionary<string, FilterColumn<Order>>
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
        ["state"] = new SpanColumn<Order, int>(StateRank, FilterValues.Choice<OrderState>("ORDER_STATE_"), "CREATED"),
        ["create_time"] = new SpanColumn<Order, DateTimeOffset>(o => o.AcceptedAt, FilterValues.Instant, FilterValues.InstantExample),
        ["update_time"] = new SpanColumn<Order, DateTimeOffset>(o => o.UpdatedAt, FilterValues.Instant, FilterValues.InstantExample),
        ["delivered_on"] = new SpanColumn<Order, DateOnly>(
            o => o.DeliveredOn ?? ContractedOffer.NotDelivered, FilterValues.Day, FilterValues.DayExample, o => o.DeliveredOn != null),
    });
}
