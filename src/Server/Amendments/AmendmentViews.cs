using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Amendments;

/// <summary>Shows amendments: a draft priced as of now, everything later as its quote froze it.</summary>
internal sealed class AmendmentViews(PricingInputLoader loader, AmendmentPricing pricing, Policies policies, ParisClock clock)
{
    /// <summary>The contractual documents in force.</summary>
    public IEnumerable<V1.Document> DocumentsInForce =>
        policies.Documents.Select(d => new V1.Document { Code = d.Code, Title = d.Title, Version = d.Version, Sha256 = d.Sha256 });

    /// <summary>An amendment whole.</summary>
    public async Task<V1.Amendment> WholeAsync(StorageContext context, Amendment amendment, Caller caller, CancellationToken cancellation)
    {
        var state = AmendmentStates.AsOf(amendment, clock.Now);
        var order = await context.Orders.Where(o => o.Reseller == amendment.Reseller && o.AmendmentNumber == amendment.Number)
            .Select(o => o.Number).SingleOrDefaultAsync(cancellation);
        var proto = AmendmentMessages.Amendment(amendment, state, order, AmendmentStates.AvailableTo(caller, state));
        if (state is AmendmentState.Draft)
            AddPrice(proto, amendment, await PriceAsync(context, amendment, cancellation), caller);
        else if (await RestsOnQuoteAsync(context, amendment, cancellation))
            proto.Recap = Recap(await LatestQuoteAsync(context, amendment, cancellation));
        return proto;
    }

    /// <summary>An amendment just priced.</summary>
    public V1.Amendment Draft(Amendment amendment, Priced priced, Caller caller)
    {
        var proto = AmendmentMessages.Amendment(amendment, amendment.State, null, AmendmentStates.AvailableTo(caller, amendment.State));
        AddPrice(proto, amendment, priced, caller);
        return proto;
    }

    /// <summary>The recap of a price as of now.</summary>
    public V1.Recap Recap(Priced priced) =>
        RecapMessages.Recap(priced.Outcome, priced.Request.Contract.Policies.Proration, DocumentsInForce, priced.Fingerprint);

    /// <summary>The recap that a quote froze.</summary>
    public static V1.Recap Recap(Quote quote)
    {
        var priced = Priced.FrozenBy(quote);
        return RecapMessages.Recap(priced.Outcome, priced.Request.Contract.Policies.Proration, QuoteMessages.Documents(quote), quote.Fingerprint);
    }

    /// <summary>The latest quote of an amendment, with its documents.</summary>
    public static Task<Quote> LatestQuoteAsync(StorageContext context, Amendment amendment, CancellationToken cancellation) =>
        context.Quotes.Include(q => q.Documents).SingleAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.LatestRevision, cancellation);

    private async Task<Priced> PriceAsync(StorageContext context, Amendment amendment, CancellationToken cancellation)
    {
        var offer = await context.ContractedOfferAsync(amendment.Reseller, amendment.OfferReference, cancellation);
        return pricing.Price(await loader.LoadAsync(context, offer, cancellation), amendment);
    }

    /// <summary>A draft's recap, and what it leaves the caller to do.</summary>
    private void AddPrice(V1.Amendment proto, Amendment amendment, Priced priced, Caller caller)
    {
        proto.Recap = Recap(priced);
        if (DiscountApprovals.AnyAwaits(caller, amendment, priced.Outcome, policies.Authority))
            proto.AvailableActions.Add(V1.AmendmentAction.ApproveDiscounts);
    }

    /// <summary>Whether the amendment is, or was when it ended, at a quote.</summary>
    private static async Task<bool> RestsOnQuoteAsync(StorageContext context, Amendment amendment, CancellationToken cancellation) =>
        amendment.State switch
        {
            AmendmentState.Draft => false,
            AmendmentState.Cancelled or AmendmentState.Expired => await context.StateChanges
                .Where(c => c.Reseller == amendment.Reseller && c.Subject == amendment.Number)
                .OrderByDescending(c => c.Sequence).Select(c => c.From).FirstAsync(cancellation) != nameof(AmendmentState.Draft),
            _ => true,
        };
}
