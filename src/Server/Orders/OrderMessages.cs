using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Orders;

/// <summary>Orders and their charges.</summary>
internal static class OrderMessages
{
    /// <summary>An order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="withCharges">Whether its charges are shown: not in lists.</param>
    /// <param name="documents">The documents of its quote.</param>
    /// <param name="currency">Currency of its amounts.</param>
    /// <param name="actions">What the caller may do with it.</param>
    /// <param name="cancelReason">Why it was cancelled; empty: not said, or it was not.</param>
    public static V1.Order Order(
        Order order, bool withCharges, IEnumerable<V1.Document> documents, string currency, IEnumerable<OrderAction> actions, string cancelReason = "")
    {
        var isStored = order.Number.Length > 0;
        var proto = new V1.Order
        {
            Name = isStored ? ResourceNames.Order(order.CustomerId, order.Number) : "",
            Number = order.Number,
            Amendment = ResourceNames.Amendment(order.CustomerId, order.AmendmentNumber),
            Quote = ResourceNames.Quote(order.CustomerId, order.AmendmentNumber, order.QuoteRevision),
            ContractedOffer = ResourceNames.ContractedOffer(order.CustomerId, order.OfferReference),
            State = SameName.To<OrderState, V1.OrderState>(order.State),
            Acceptance = new V1.Acceptance
            {
                AcceptedBy = order.AcceptedBy,
                AcceptTime = Timestamp(order.AcceptedAt),
                OnBehalfOfCustomer = order.OnBehalfOfCustomer,
                CommitmentExtensionConsented = order.ExtensionConsented,
                Comment = order.Comment,
            },
            DeliveredOn = Date(order.DeliveredOn),
            ContractedOfferVersion = order.OfferVersionWritten ?? 0,
            CreateTime = Timestamp(order.AcceptedAt),
            UpdateTime = Timestamp(order.UpdatedAt),
            Etag = Etags.Of(order),
            CancelReason = cancelReason,
        };
        if (order.DocumentsAccepted)
            proto.Acceptance.Documents.AddRange(documents);
        if (withCharges)
            proto.Charges.AddRange(order.Charges.Select(c => Charge(c, currency)));
        proto.AvailableActions.AddRange(actions.Select(SameName.To<OrderAction, V1.OrderAction>));
        return proto;
    }

    private static V1.Charge Charge(OrderCharge charge, string currency) => new()
    {
        Kind = SameName.To<ChargeKind, V1.ChargeKind>(charge.Kind),
        Product = charge.ProductCode,
        ProductName = charge.ProductName,
        Quantity = charge.Quantity,
        UnitPrice = Money(charge.UnitPrice, currency),
        PeriodStart = Date(charge.PeriodStart),
        PeriodEnd = Date(charge.PeriodEnd),
        Net = Money(charge.Net, currency),
        VatRatePercent = Decimal(charge.VatRatePercent),
        VatCategory = charge.VatCategory,
        VatMention = charge.VatMention,
        DueFrom = Date(charge.DueFrom),
        Estimated = charge.IsEstimate,
    };
}
