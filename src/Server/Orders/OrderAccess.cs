using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>The way to orders of the actor's customers.</summary>
internal static class OrderAccess
{
    /// <summary>An order of a customer of the actor's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Order> OrderAsync(
        this StorageContext context, PartName name, CancellationToken cancellation) =>
        await context.Orders
            .SingleOrDefaultAsync(o => o.Number == name.Identifier && (name.Customer == null || o.CustomerId == name.Customer), cancellation)
        ?? throw await context.MissingAsync(name, cancellation);

    /// <summary>The order of a write, with what it was made from: the actor's, in a state that allows the action, as it was seen.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public static async Task<OrderWithOrigin> OrderForAsync(this Write write, PartName name, string etag, OrderAction action)
    {
        var context = write.Context;
        var found = await (
            from order in context.Orders
            where order.Number == name.Identifier && (name.Customer == null || order.CustomerId == name.Customer)
            join amendment in context.Amendments
                on new { order.Reseller, Number = order.AmendmentNumber } equals new { amendment.Reseller, amendment.Number }
            join quote in context.Quotes
                on new { order.Reseller, order.AmendmentNumber, Revision = order.QuoteRevision } equals new { quote.Reseller, quote.AmendmentNumber, quote.Revision }
            join offer in context.ContractedOffers
                on new { order.Reseller, Reference = order.OfferReference } equals new { offer.Reseller, offer.Reference }
            join customer in context.Customers
                on new { order.Reseller, Id = order.CustomerId } equals new { customer.Reseller, customer.Id }
            select new OrderWithOrigin(
                order, amendment, quote, offer,
                new PricingSituation(
                    customer.RowVersion, null, null,
                    context.CatalogueVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstOrDefault(),
                    context.TaxTableVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).First()))).SingleOrDefaultAsync(write.Cancellation)
            ?? throw await context.MissingAsync(name, write.Cancellation);
        OrderStates.Require(found.Order, action);
        Etags.Require(etag, Etags.Of(found.Order));
        return found;
    }
}

/// <summary>An order with what it was made from.</summary>
/// <param name="Order">The order.</param>
/// <param name="Amendment">Its amendment, without its parts.</param>
/// <param name="Quote">The quote that was accepted.</param>
/// <param name="Offer">The contracted offer that it changes.</param>
/// <param name="Situation">What the offer is priced with now, to be shown.</param>
internal sealed record OrderWithOrigin(Order Order, Amendment Amendment, Quote Quote, ContractedOffer Offer, PricingSituation Situation);
