using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Delivers an order: the contracted offer has its next version, and the order its final charges.</summary>
internal sealed class DeliverOrder(QuotedPrices quotedPrices)
{
    /// <summary>Delivers it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the order.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="asked">The day of delivery, from the acceptance to today; none: today.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH, INVALID_ARGUMENT: the day; CONTRACTED_OFFER_CHANGED.
    /// </exception>
    public async Task<DeliveredOrder> RunAsync(Write write, PartName name, string etag, DateOnly? asked)
    {
        var found = await write.OrderForAsync(name, etag, OrderAction.Deliver);
        var (order, amendment, quote, offer, _) = found;
        var day = DayOf(asked, order, ParisTime.DayOf(write.Now));
        ContractVersions.RequireUnchanged(offer, amendment.OfferVersion);
        var quoted = await quotedPrices.ReadAsync(write.Context, quote, write.Cancellation, offer);
        var delivered = AmendmentPricing.Deliver(quoted, day);

        var held = offer.AppendVersion(delivered.ContractAfter, day, order.Number, write.Now);
        await write.Context.PutProductsAsync(offer, delivered.ContractAfter, write.Cancellation);
        order.Charges = [.. OrderCharges.Of(delivered).Select(c => c with { IsEstimate = false })];
        (order.DeliveredOn, order.OfferVersionWritten) = (day, held.Version.Number);
        write.Move(amendment, offer, AmendmentAction.Deliver);
        write.Move(OrderStates.Lifecycle, order, OrderAction.Deliver, RuleSets(quote));
        return new(found, held);
    }

    /// <summary>Under another rule set than the quote's only the open days are computed again: the history says so. The same: nothing.</summary>
    private static string RuleSets(Quote quote) => quote.RuleSetVersion == AmendmentPricer.RuleSetVersion
        ? ""
        : $"quoted under rule set {quote.RuleSetVersion}, delivered under {AmendmentPricer.RuleSetVersion}";

    private static DateOnly DayOf(DateOnly? asked, Order order, DateOnly today)
    {
        var (earliest, latest) = Delivery.DaysOf(ParisTime.DayOf(order.AcceptedAt), today);
        if (asked < earliest || asked > latest)
            throw Fault.InvalidArgument(FieldFaults.OutOfRange("delivered_on", $"{earliest:yyyy-MM-dd}", $"{latest:yyyy-MM-dd}"));
        return asked ?? latest;
    }
}

/// <summary>An order just delivered.</summary>
/// <param name="Found">The order with what it was made from.</param>
/// <param name="Held">The version of the contracted offer that it made.</param>
internal sealed record DeliveredOrder(OrderWithOrigin Found, HeldContract Held);
