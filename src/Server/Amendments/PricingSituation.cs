using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Amendments;

/// <summary>What may change from one price of an offer to the next while the offer itself stays as it is.</summary>
/// <param name="CustomerVersion">Version of the customer.</param>
/// <param name="OpenState">State, as stored, of the offer's open amendment; its time may have run out. None: null.</param>
/// <param name="OpenUntil">When it ends if nothing is done.</param>
/// <param name="CatalogueVersion">The version of the catalogue in force; null: none was imported yet.</param>
/// <param name="TaxTableVersion">The version of the VAT table in force.</param>
internal sealed record PricingSituation(
    int CustomerVersion, AmendmentState? OpenState, DateTimeOffset? OpenUntil, string? CatalogueVersion, string TaxTableVersion)
{
    // Every price asks for it: one query, translated once.
    private static readonly Func<StorageContext, string, string, long, CancellationToken, Task<PricingSituation>> Read =
        EF.CompileAsyncQuery((StorageContext context, string reseller, string open, long customer, CancellationToken cancellation) => context.Customers
            .Where(c => c.Reseller == reseller && c.Id == customer)
            .Select(c => new PricingSituation(
                c.RowVersion,
                context.Amendments.Where(a => a.Reseller == reseller && a.Number == open).Select(a => (AmendmentState?)a.State).FirstOrDefault(),
                context.Amendments.Where(a => a.Reseller == reseller && a.Number == open).Select(a => a.ExpiresAt).FirstOrDefault(),
                context.CatalogueVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstOrDefault(),
                context.TaxTableVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).First()))
            .Single());

    /// <summary>The situation of an offer.</summary>
    public static Task<PricingSituation> ReadAsync(StorageContext context, ContractedOffer offer, CancellationToken cancellation) =>
        Read(context, offer.Reseller, offer.OpenAmendment ?? "", offer.CustomerId, cancellation);

    /// <summary>Whether the offer's open amendment has run out of time at an instant.</summary>
    public bool HasRunOut(DateTimeOffset now) =>
        OpenState is { } state && AmendmentStates.AsOf(state, OpenUntil, now) is AmendmentState.Expired;
}
