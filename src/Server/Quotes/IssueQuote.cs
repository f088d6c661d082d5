using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Quotes;

/// <summary>Issues a quote of a draft: what was seen is what is quoted.</summary>
internal sealed class IssueQuote(PricingInputLoader loader, AmendmentPricing pricing, QuotedPrices quotedPrices, Catalogues catalogues, Policies policies, Sellers sellers)
{
    /// <summary>Issues it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="fingerprint">Fingerprint of the price as the actor saw it.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH, FINGERPRINT_MISMATCH, and the violations that block a quote.
    /// </exception>
    public async Task<IssuedQuote> RunAsync(Write write, PartName name, string etag, string fingerprint)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.IssueQuote);
        var inputs = await loader.LoadAsync(write.Context, offer, write.Cancellation);
        var priced = pricing.Price(inputs, amendment);
        QuoteFaults.RequireNone(amendment, priced.Outcome.Violations.Where(v => v.Blocks is Blocks.Quote));
        var stored = priced.ToBytes();
        QuoteFaults.RequireFingerprint(fingerprint, priced.Fingerprint);

        await quotedPrices.KeepSharedAsync(write.Context, priced, write.Cancellation);
        var quote = NewQuote(write, amendment, priced, stored);
        write.Context.Quotes.Add(quote);
        var parties = QuoteParties.Of(sellers.Of(amendment.Reseller), inputs.Customer, offer, amendment);
        var attachments = await write.Context.AttachmentsAsync(amendment, write.Cancellation);
        write.Context.QuotePapers.Add(QuotePapers.Make(quote, priced, parties, attachments, write.Now));
        write.Move(amendment, offer, AmendmentAction.IssueQuote);
        (amendment.LatestRevision, amendment.QuotedRevision, amendment.OfferVersion, amendment.ExpiresAt) =
            (quote.Revision, quote.Revision, offer.CurrentVersion, quote.ExpiresAt);
        return new(amendment, quote, priced);
    }

    private Quote NewQuote(Write write, Amendment amendment, Priced priced, byte[] stored) => new()
    {
        Reseller = amendment.Reseller,
        AmendmentNumber = amendment.Number,
        Revision = amendment.LatestRevision + 1,
        IssuedAt = write.Now,
        IssuedBy = write.Actor.Identifier,
        ExpiresAt = QuoteValidity.EndOf(priced, policies.QuoteValidityDays),
        PricingDate = priced.Outcome.PricingDate,
        EffectiveDate = priced.Outcome.EffectiveDate,
        Price = stored,
        Fingerprint = priced.Fingerprint,
        RuleSetVersion = priced.Outcome.RuleSetVersion,
        Documents = [.. catalogues.DocumentsOn(ParisTime.DayOf(write.Now), priced.Request.Catalogue.Version).Select(d => new QuoteDocument(d.Code, d.Title, d.Version, d.Sha256))],
    };
}

/// <summary>A quote just issued.</summary>
/// <param name="Amendment">Its amendment.</param>
/// <param name="Quote">The quote.</param>
/// <param name="Priced">The price that it froze.</param>
internal sealed record IssuedQuote(Amendment Amendment, Quote Quote, Priced Priced);
