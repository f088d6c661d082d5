using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Asks the customer to sign the quote of an amendment. The link goes to the signer, and to who asked only where a policy says so.</summary>
internal sealed class RequestSignature(QuotedPrices quotedPrices, SigningSecrets secrets, SigningSite site, Policies policies)
{
    /// <summary>Asks for it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="fingerprint">Fingerprint of the quote as the actor saw it.</param>
    /// <param name="asked">Who signs, and how.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, QUOTE_EXPIRED, STATE_NOT_ALLOWED, ETAG_MISMATCH, FINGERPRINT_MISMATCH, CONTRACTED_OFFER_CHANGED,
    /// MAIL_NOT_CONFIGURED, LINK_NOT_GIVEN, and the violations that block the quote.
    /// </exception>
    public async Task<AskedOf> RunAsync(Write write, PartName name, string etag, string fingerprint, AskedSignature asked)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.RequestSignature);
        var quote = await write.Context.Quotes.SingleAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.QuotedRevision, write.Cancellation);
        QuoteFaults.RequireFingerprint(fingerprint, quote.Fingerprint);
        var subject = ResourceNames.Amendment(amendment.CustomerId, amendment.Number);
        site.RequireMail(subject);
        if (asked.Delivery is LinkDelivery.Requester && !policies.Signature.LetsHandOn(amendment.Reseller, offer.OfferCode))
            throw Fault.LinkNotGiven(subject);
        var priced = await quotedPrices.ReadAsync(write.Context, quote, write.Cancellation, offer);
        RequireSignable(amendment, offer, quote, priced.Outcome);

        var request = New(write, amendment, quote, asked, (await QuotePapers.KeptAsync(write, quote, priced)).PdfSha256);
        SigningLink.Give(write, request, secrets, policies.Signature);
        write.Context.Add(request);
        write.Move(amendment, offer, AmendmentAction.RequestSignature);
        return new(amendment, quote, priced, request);
    }

    /// <summary>Refuses what nobody could sign: what the signer will accept counts as accepted.</summary>
    private static void RequireSignable(Amendment amendment, ContractedOffer offer, Quote quote, PricedAmendment quoted)
    {
        DocumentVersion[] documents = [.. quote.Documents.Select(d => new DocumentVersion(d.Code, d.Version, d.Sha256))];
        var judged = AcceptanceJudgement.Of(quoted, new AcceptanceGiven
        {
            State = offer.State,
            QuotedVersion = amendment.OfferVersion,
            CurrentVersion = offer.CurrentVersion,
            Documents = documents,
            AcceptedDocuments = documents,
            ExtensionConsented = true,
        });
        if (judged.OfferHasChanged)
            throw ContractVersions.Changed(offer, amendment.OfferVersion);
        QuoteFaults.RequireNone(amendment, judged.Violations.Where(v => v.Blocks is Blocks.Quote));
    }

    private static SignatureRequest New(Write write, Amendment amendment, Quote quote, AskedSignature asked, string quoteSha256) => new()
    {
        Reseller = amendment.Reseller,
        AmendmentNumber = amendment.Number,
        Revision = quote.Revision,
        CustomerId = amendment.CustomerId,
        SignerName = asked.Signer.Name,
        SignerEmail = asked.Signer.Email,
        SignerCapacity = asked.Signer.Capacity,
        Language = asked.Signer.Language,
        RequestedBy = write.Actor.Identifier,
        RequesterEmail = asked.RequesterEmail,
        RequestedAt = write.Now,
        ExpiresAt = quote.ExpiresAt,
        QuoteSha256 = quoteSha256,
        Fingerprint = quote.Fingerprint,
        Documents = quote.Documents,
        LinkDelivery = asked.Delivery,
        CodeRequired = asked.CodeRequired || asked.Delivery is LinkDelivery.Requester,
        LinkNumber = 0,
        LinkDigest = "",
        SealedLink = "",
        LinkMadeAt = write.Now,
    };
}

/// <summary>A signature that was asked for.</summary>
/// <param name="Amendment">The amendment.</param>
/// <param name="Quote">The quote.</param>
/// <param name="Priced">The price that it froze.</param>
/// <param name="Request">What is asked.</param>
internal sealed record AskedOf(Amendment Amendment, Quote Quote, Priced Priced, SignatureRequest Request);
