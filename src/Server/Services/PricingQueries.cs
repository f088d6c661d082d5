using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Services;

/// <summary>
/// What every price reads of an offer, as queries that are translated once: to look their translation up by each call was a
/// tenth of what a preview cost. They track nothing, whatever the context does.
/// </summary>
internal static class PricingQueries
{
    /// <summary>A version of a contracted offer, with its lines, lots and discounts.</summary>
    public static readonly Func<StorageContext, string, string, int, CancellationToken, Task<ContractVersion>> Version =
        EF.CompileAsyncQuery((StorageContext context, string reseller, string reference, int number, CancellationToken cancellation) =>
            context.ContractVersions.AsNoTracking()
                .Include(v => v.Lines.OrderBy(l => l.Position)).ThenInclude(l => l.Lots.OrderBy(lot => lot.Number))
                .ThenInclude(l => l.Discounts.OrderBy(d => d.Position))
                .Single(v => v.Reseller == reseller && v.OfferReference == reference && v.Number == number));

    /// <summary>A customer, with its sites and contacts.</summary>
    public static readonly Func<StorageContext, string, long, CancellationToken, Task<Customer>> Customer =
        EF.CompileAsyncQuery((StorageContext context, string reseller, long id, CancellationToken cancellation) =>
            context.Customers.AsNoTracking().Include(c => c.Sites).Include(c => c.Contacts).Single(c => c.Reseller == reseller && c.Id == id));

    /// <summary>The amendment of an offer that is stored as not ended; its time may have run out. None: null.</summary>
    public static readonly Func<StorageContext, string, string, CancellationToken, Task<Amendment?>> OpenAmendment =
        EF.CompileAsyncQuery((StorageContext context, string reseller, string reference, CancellationToken cancellation) =>
            context.Amendments.AsNoTracking().SingleOrDefault(
                a => a.Reseller == reseller && a.OfferReference == reference
                    && (a.State == AmendmentState.Draft || a.State == AmendmentState.Quoted
                        || a.State == AmendmentState.AwaitingSignature || a.State == AmendmentState.Accepted)));
}
