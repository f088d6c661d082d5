using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>The only way to contracted offers of the caller's customers.</summary>
internal static class ContractedOfferAccess
{
    // Every price begins with it: translated once, so it says itself that writes may change what it finds.
    private static readonly Func<StorageContext, string?, string, long?, CancellationToken, Task<ContractedOffer?>> FindOffer =
        EF.CompileAsyncQuery((StorageContext context, string? reseller, string reference, long? customer, CancellationToken cancellation) =>
            context.ContractedOffers.AsTracking().SingleOrDefault(o => o.Reference == reference
                && (reseller == null || o.Reseller == reseller) && (customer == null || o.CustomerId == customer)));

    public static IQueryable<ContractedOffer> VisibleTo(this IQueryable<ContractedOffer> offers, Actor actor) =>
        actor.Reseller is { } reseller ? offers.Where(o => o.Reseller == reseller) : offers;

    /// <summary>A contracted offer of a customer of the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<ContractedOffer> ContractedOfferAsync(
        this StorageContext context, Actor actor, PartName name, CancellationToken cancellation) =>
        await FindOffer(context, actor.Reseller, name.Identifier, name.Customer, cancellation)
        ?? throw await context.MissingAsync(actor, name, cancellation);
}
