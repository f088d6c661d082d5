using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Amendments;

/// <summary>What may change from one price of an offer to the next while the offer itself stays as it is.</summary>
/// <param name="CustomerVersion">Version of the customer.</param>
/// <param name="OpenAmendment">Number of the amendment that is stored as not ended; none: null.</param>
/// <param name="OpenState">Its state as stored; its time may have run out.</param>
/// <param name="OpenUntil">When it ends if nothing is done.</param>
/// <param name="CatalogueVersion">The version of the catalogue in force; null: none was imported yet.</param>
/// <param name="TaxTableVersion">The version of the VAT table in force.</param>
internal sealed record PricingSituation(
    int CustomerVersion, string? OpenAmendment, AmendmentState? OpenState, DateTimeOffset? OpenUntil, string? CatalogueVersion, string TaxTableVersion)
{
    // Every price asks for it: one query, translated once.
    private static readonly Func<StorageContext, string, string, long, CancellationToken, Task<PricingSituation>> Read =
        EF.CompileAsyncQuery((StorageContext context, string reseller, string reference, long customer, CancellationToken cancellation) => (
            from owner in context.Customers
            where owner.Reseller == reseller && owner.Id == customer
            from amendment in context.Amendments
                .Where(a => a.Reseller == reseller && a.OfferReference == reference && Amendment.NotEnded.Contains(a.State))
                .DefaultIfEmpty()
            select new PricingSituation(
                owner.Version,
                amendment!.Number,
                amendment.State,
                amendment.ExpiresAt,
                context.CatalogueVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstOrDefault(),
                context.TaxTableVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).First())).Single());

    /// <summary>The situation of an offer.</summary>
    public static Task<PricingSituation> ReadAsync(StorageContext context, ContractedOffer offer, CancellationToken cancellation) =>
        Read(context, offer.Reseller, offer.Reference, offer.CustomerId, cancellation);

    /// <summary>Number of the amendment that has not ended at an instant; none: null.</summary>
    public string? OpenAt(DateTimeOffset now) =>
        OpenState is { } state && AmendmentStates.AsOf(state, OpenUntil, now) is not AmendmentState.Expired ? OpenAmendment : null;
}
