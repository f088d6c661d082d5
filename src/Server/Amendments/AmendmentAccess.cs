using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>The way to amendments of the actor's customers.</summary>
internal static class AmendmentAccess
{
    /// <summary>An amendment of a customer of the actor's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<Amendment> AmendmentAsync(
        this StorageContext context, PartName name, CancellationToken cancellation) =>
        await context.Amendments.Named(name).SingleOrDefaultAsync(cancellation)
        ?? throw await context.MissingAsync(name, cancellation);

    /// <summary>
    /// The amendment of a write, with its offer: the actor's, in a state that allows the action, as it was seen. All but giving
    /// it up and refusing it needs a customer that may order.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it; null: it is not looked at.</param>
    /// <param name="action">What is to be done.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, QUOTE_EXPIRED, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public static async Task<(Amendment Amendment, ContractedOffer Offer)> AmendmentForAsync(
        this Write write, PartName name, string? etag, AmendmentAction action)
    {
        var context = write.Context;
        var found = await (
            from amendment in context.Amendments.Named(name)
            join offer in context.ContractedOffers
                on new { amendment.Reseller, Reference = amendment.OfferReference } equals new { offer.Reseller, offer.Reference }
            join customer in context.Customers
                on new { amendment.Reseller, Id = amendment.CustomerId } equals new { customer.Reseller, customer.Id }
            select new { Amendment = amendment, Offer = offer, Customer = customer.State }).SingleOrDefaultAsync(write.Cancellation)
            ?? throw await context.MissingAsync(name, write.Cancellation);
        AmendmentStates.Require(found.Amendment, action, write.Now);
        if (etag is not null)
            Etags.Require(etag, Etags.Of(found.Amendment));
        if (action is not (AmendmentAction.Cancel or AmendmentAction.Decline))
            CustomerAccess.RequireActive(found.Amendment.CustomerId, found.Customer);
        return (found.Amendment, found.Offer);
    }

    /// <summary>The amendments of some contracted offers that have not ended: what was not accepted in time has, though nobody has looked at it since.</summary>
    public static Task<Dictionary<string, string>> UnderWayAsync(
        StorageContext context, IReadOnlyCollection<ContractedOffer> offers, DateTimeOffset now, CancellationToken cancellation)
    {
        // The keys begin with the reseller: without it the whole table is read.
        var resellers = offers.Select(o => o.Reseller).Distinct().ToArray();
        var numbers = offers.Select(o => o.OpenAmendment).ToArray();
        var canExpire = AmendmentStates.CanExpire.ToArray();
        return context.Amendments
            .Where(a => resellers.Contains(a.Reseller) && numbers.Contains(a.Number)
                && (!EF.Constant(canExpire).Contains(a.State) || a.ExpiresAt == null || a.ExpiresAt > now))
            .ToDictionaryAsync(a => a.OfferReference, a => a.Number, cancellation);
    }

    private static IQueryable<Amendment> Named(this IQueryable<Amendment> amendments, PartName name) =>
        amendments.Where(a => a.Number == name.Identifier && (name.Customer == null || a.CustomerId == name.Customer));
}
