using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Accepts the quote of an amendment: the order exists from then on. The one way to order.</summary>
internal sealed class AcceptQuote(QuotedPrices quotedPrices)
{
    /// <summary>Accepts it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it; null: it is not looked at.</param>
    /// <param name="fingerprint">Fingerprint of the quote as the actor saw it.</param>
    /// <param name="acceptance">What is accepted, and how.</param>
    /// <param name="action">How it is accepted: validated, or signed.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, QUOTE_EXPIRED, STATE_NOT_ALLOWED, ETAG_MISMATCH, FINGERPRINT_MISMATCH, CONTRACTED_OFFER_CHANGED,
    /// INVALID_ARGUMENT: a document that does not go with the quote; and the violations that stand.
    /// </exception>
    public async Task<AcceptedQuote> RunAsync(
        Write write, PartName name, string? etag, string fingerprint, GivenAcceptance acceptance, AmendmentAction action = AmendmentAction.Validate)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, action);
        var quote = await write.Context.Quotes.SingleAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.QuotedRevision, write.Cancellation);
        QuoteFaults.RequireFingerprint(fingerprint, quote.Fingerprint);
        var priced = await quotedPrices.ReadAsync(write.Context, quote, write.Cancellation, offer);
        var judged = AcceptanceJudgement.Of(priced.Outcome, Given(amendment, offer, quote, acceptance));
        if (judged.OfferHasChanged)
            throw ContractVersions.Changed(offer, amendment.OfferVersion);
        RequireOfQuote(acceptance, judged.ForeignDocuments);
        QuoteFaults.RequireNone(amendment, judged.Violations);

        var order = NewOrder(write, amendment, quote, acceptance);
        order.Charges = [.. OrderCharges.Of(priced.Outcome)];
        order.Number = await write.Context.NextOrderNumberAsync(write.Cancellation);
        write.Move(OrderStates.Lifecycle, order, OrderAction.Create);
        write.Context.Add(order);
        write.Move(amendment, offer, action);
        return new(amendment, quote, priced, order, await QuotePapers.KeptAsync(write, quote, priced));
    }

    private static Order NewOrder(Write write, Amendment amendment, Quote quote, GivenAcceptance acceptance) => new()
    {
        Reseller = amendment.Reseller,
        Number = "",
        CustomerId = amendment.CustomerId,
        AmendmentNumber = amendment.Number,
        QuoteRevision = quote.Revision,
        OfferReference = amendment.OfferReference,
        State = OrderState.Created,
        AcceptedBy = write.Actor.Identifier,
        AcceptedAt = write.Now,
        OnBehalfOfCustomer = acceptance.OnBehalfOfCustomer,
        DocumentsAccepted = true,
        ExtensionConsented = acceptance.ExtensionConsented,
        Comment = acceptance.Comment,
        UpdatedAt = write.Now,
        Charges = [],
    };

    private static void RequireOfQuote(GivenAcceptance acceptance, IReadOnlyList<DocumentVersion> foreign)
    {
        var checks = new RequestChecks();
        foreach (var (field, document) in acceptance.Documents)
            if (foreign.Contains(document))
                checks.Add(FieldFaults.Unknown(field, $"{document.Code} {document.Version}"));
        checks.ThrowIfFaulty();
    }

    /// <summary>What is accepted of the quote, and how things stand.</summary>
    private static AcceptanceGiven Given(Amendment amendment, ContractedOffer offer, Quote quote, GivenAcceptance acceptance) => new()
    {
        State = offer.State,
        QuotedVersion = amendment.OfferVersion,
        CurrentVersion = offer.CurrentVersion,
        Documents = [.. quote.Documents.Select(d => new DocumentVersion(d.Code, d.Version, d.Sha256))],
        AcceptedDocuments = [.. acceptance.Documents.Select(d => d.Value)],
        ExtensionConsented = acceptance.ExtensionConsented,
    };
}

/// <summary>What is accepted with a quote.</summary>
internal sealed record GivenAcceptance
{
    /// <summary>The documents accepted.</summary>
    public required IReadOnlyList<Wished<DocumentVersion>> Documents { get; init; }

    /// <summary>Whether a longer commitment is expressly consented to.</summary>
    public required bool ExtensionConsented { get; init; }

    /// <summary>Whether it is accepted on behalf of the customer.</summary>
    public required bool OnBehalfOfCustomer { get; init; }

    /// <summary>Comment; empty: none.</summary>
    public string Comment { get; init; } = "";
}

/// <summary>A quote just accepted.</summary>
/// <param name="Amendment">Its amendment.</param>
/// <param name="Quote">The quote.</param>
/// <param name="Priced">The price that it froze.</param>
/// <param name="Order">The order.</param>
/// <param name="Paper">Its paper; of a quote of release 0.2 it may be made just now.</param>
internal sealed record AcceptedQuote(Amendment Amendment, Quote Quote, Priced Priced, Order Order, QuotePaper Paper);
