using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>The way to contracted offers of the caller's customers.</summary>
internal static class ContractedOfferAccess
{
    // Every price begins with it: translated once, so it says itself that writes may change what it finds.
    private static readonly Func<StorageContext, string, long?, CancellationToken, Task<ContractedOffer?>> FindOffer =
        EF.CompileAsyncQuery((StorageContext context, string reference, long? customer, CancellationToken cancellation) =>
            context.ContractedOffers.AsTracking().SingleOrDefault(o => o.Reference == reference && (customer == null || o.CustomerId == customer)));

    /// <summary>A contracted offer of a customer of the caller's.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<ContractedOffer> ContractedOfferAsync(
        this StorageContext context, PartName name, CancellationToken cancellation) =>
        await FindOffer(context, name.Identifier, name.Customer, cancellation)
        ?? throw await context.MissingAsync(name, cancellation);
}
