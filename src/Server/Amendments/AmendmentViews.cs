using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>Shows amendments: a draft priced as of now, everything later as its quote froze it.</summary>
internal sealed class AmendmentViews(
    PricingInputLoader loader, AmendmentPricing pricing, QuotedPrices quotedPrices, Catalogues catalogues, Policies policies, ParisClock clock)
{
    private DocumentsOfDay? known;

    /// <summary>The contractual documents in force today.</summary>
    /// <param name="catalogue">Version of the catalogue in force.</param>
    public IReadOnlyList<V1.Document> DocumentsInForce(string catalogue)
    {
        var today = clock.Today;
        if (known is { } of && of.Day == today && of.Catalogue == catalogue)
            return of.Documents;
        return (known = new(today, catalogue, [.. catalogues.DocumentsOn(today, catalogue)
            .Select(d => new V1.Document { Code = d.Code, Title = d.Title, Version = d.Version, Sha256 = d.Sha256 })])).Documents;
    }

    /// <summary>An amendment whole.</summary>
    public async Task<V1.Amendment> WholeAsync(StorageContext context, Amendment amendment, Actor actor, CancellationToken cancellation)
    {
        var state = AmendmentStates.AsOf(amendment, clock.Now);
        if (state is AmendmentState.Draft)
            return await DraftAsync(context, amendment, await PriceAsync(context, amendment, cancellation), actor, cancellation);
        var order = await context.Orders.Where(o => o.Reseller == amendment.Reseller && o.AmendmentNumber == amendment.Number)
            .Select(o => o.Number).SingleOrDefaultAsync(cancellation);
        var reason = state is AmendmentState.Cancelled
            ? (await context.CancelReasonsAsync([amendment], cancellation)).GetValueOrDefault(amendment.Number, "")
            : "";
        V1.Recap? recap = null;
        if (amendment.QuotedRevision > 0)
        {
            var quote = await QuoteAsync(context, amendment, cancellation);
            recap = Recap(quote, await quotedPrices.ReadAsync(context, quote, cancellation));
        }
        var proto = Show(amendment, state, order, recap, actor, reason);
        proto.Attachments.AddRange(await AttachmentsAsync(context, amendment, cancellation));
        return proto;
    }

    /// <summary>A quote whole, of any revision.</summary>
    public async Task<V1.Quote> WholeAsync(StorageContext context, Amendment amendment, Quote quote, CancellationToken cancellation)
    {
        var proto = QuoteMessages.Quote(
            quote, amendment, quote.Revision == CurrentRevision(amendment), Recap(quote, await quotedPrices.ReadAsync(context, quote, cancellation)));
        if (amendment.LastAttachment > 0)
            proto.Attachments.AddRange(AttachmentMessages.Attachments(
                await context.AttachmentsAsync(quote.Reseller, quote.AmendmentNumber, quote.Revision, cancellation), amendment.CustomerId));
        return proto;
    }

    /// <summary>The revision that an amendment rests on now; none: 0.</summary>
    public int CurrentRevision(Amendment amendment) =>
        AmendmentStates.RestsOnQuote(AmendmentStates.AsOf(amendment, clock.Now)) ? amendment.LatestRevision : 0;

    /// <summary>A draft just priced, with its attachments.</summary>
    public async Task<V1.Amendment> DraftAsync(StorageContext context, Amendment amendment, Priced priced, Actor actor, CancellationToken cancellation)
    {
        var proto = Draft(amendment, priced, actor);
        proto.Attachments.AddRange(await AttachmentsAsync(context, amendment, cancellation));
        return proto;
    }

    /// <summary>A draft just opened and priced.</summary>
    public V1.Amendment Draft(Amendment amendment, Priced priced, Actor actor) => Show(
        amendment, amendment.State, null, Recap(priced), actor, "",
        DiscountApprovals.AnyAwaits(actor, amendment, priced.Outcome, policies.Authority));

    /// <summary>The attachments of an amendment as it stands.</summary>
    public static async Task<IEnumerable<V1.Attachment>> AttachmentsAsync(StorageContext context, Amendment amendment, CancellationToken cancellation) =>
        AttachmentMessages.Attachments(await context.AttachmentsAsync(amendment, cancellation), amendment.CustomerId);

    /// <summary>An amendment whose quote is at hand: it has the attachments that the quote was issued with.</summary>
    /// <param name="context">The database.</param>
    /// <param name="amendment">The amendment.</param>
    /// <param name="quote">The quote that it rests on.</param>
    /// <param name="priced">The price that the quote froze.</param>
    /// <param name="order">Number of its order; none: null.</param>
    /// <param name="actor">Who is shown it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<V1.Amendment> QuotedAsync(
        StorageContext context, Amendment amendment, Quote quote, Priced priced, string? order, Actor actor, CancellationToken cancellation)
    {
        var proto = Show(amendment, amendment.State, order, Recap(quote, priced), actor, "");
        proto.Attachments.AddRange(await AttachmentsAsync(context, amendment, cancellation));
        return proto;
    }

    /// <summary>The recap of a price as of now.</summary>
    public V1.Recap Recap(Priced priced) =>
        RecapMessages.Recap(priced.Outcome, priced.Request.Contract.Policies.Proration, DocumentsInForce(priced.Request.Catalogue.Version), priced.Fingerprint);

    /// <summary>Writes the recap of a price as of now.</summary>
    public void WriteRecap(ProtoWriter writer, int field, Priced priced)
    {
        var start = writer.Begin(field);
        RecapMessages.Write(writer, priced.Outcome, priced.Request.Contract.Policies.Proration, DocumentsInForce(priced.Request.Catalogue.Version), priced.Fingerprint);
        writer.End(start);
    }

    /// <summary>The recap that a quote froze.</summary>
    private static V1.Recap Recap(Quote quote, Priced priced) => RecapMessages.Recap(
        priced.Outcome, priced.Request.Contract.Policies.Proration, QuoteMessages.Documents(quote.Documents), quote.Fingerprint);

    private static V1.Amendment Show(
        Amendment amendment, AmendmentState state, string? order, V1.Recap? recap, Actor actor, string cancelReason, bool awaitsGrant = false)
    {
        var proto = AmendmentMessages.Amendment(amendment, state, order, cancelReason, AmendmentStates.AvailableTo(actor, state, awaitsGrant));
        proto.Recap = recap;
        return proto;
    }

    private static Task<Quote> QuoteAsync(StorageContext context, Amendment amendment, CancellationToken cancellation) => context.Quotes.SingleAsync(
        q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.QuotedRevision, cancellation);

    private async Task<Priced> PriceAsync(StorageContext context, Amendment amendment, CancellationToken cancellation)
    {
        var offer = await context.ContractedOfferAsync(amendment.Reseller, amendment.OfferReference, cancellation);
        return pricing.Price(await loader.LoadAsync(context, offer, cancellation), amendment);
    }

    /// <summary>The documents in force on a day: made once a day and catalogue, for every preview shows them.</summary>
    private sealed record DocumentsOfDay(DateOnly Day, string Catalogue, IReadOnlyList<V1.Document> Documents);
}
