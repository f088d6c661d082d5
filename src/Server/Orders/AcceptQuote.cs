using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Accepts the quote of an amendment: the order exists from then on. The one way to order.</summary>
internal static class AcceptQuote
{
    /// <summary>Accepts it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="fingerprint">Fingerprint of the quote as the actor saw it.</param>
    /// <param name="acceptance">What is accepted, and how.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, QUOTE_EXPIRED, STATE_NOT_ALLOWED, ETAG_MISMATCH, FINGERPRINT_MISMATCH, CONTRACTED_OFFER_CHANGED,
    /// INVALID_ARGUMENT: a document that does not go with the quote; and the violations that stand.
    /// </exception>
    public static async Task<AcceptedQuote> RunAsync(Write write, PartName name, string etag, string fingerprint, GivenAcceptance acceptance)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.Validate);
        var quote = await write.Context.Quotes.SingleAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.QuotedRevision, write.Cancellation);
        QuoteFaults.RequireFingerprint(fingerprint, quote.Fingerprint);
        ContractVersions.RequireUnchanged(offer, amendment.OfferVersion);
        RequireOfQuote(acceptance, quote);
        var priced = Priced.FrozenBy(quote);
        QuoteFaults.RequireNone(amendment, Standing(priced.Outcome, offer, quote, acceptance));

        var order = NewOrder(write, amendment, quote, acceptance);
        order.Charges = [.. OrderCharges.Of(priced.Outcome)];
        order.Number = await write.Context.NextOrderNumberAsync(write.Cancellation);
        write.Move(OrderStates.Lifecycle, order, OrderAction.Create);
        write.Context.Add(order);
        write.Move(amendment, offer, AmendmentAction.Validate);
        return new(amendment, quote, priced, order);
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

    /// <summary>Nobody accepts what does not go with the quote. Another state of a document that does is one not accepted.</summary>
    private static void RequireOfQuote(GivenAcceptance acceptance, Quote quote)
    {
        var checks = new RequestChecks();
        foreach (var (field, document) in acceptance.Documents)
            if (!quote.Documents.Any(d => document.Is(d) || (document.Code == d.Code && !acceptance.Documents.Any(a => a.Value.Is(d)))))
                checks.Add(FieldFaults.Unknown(field, $"{document.Code} {document.Version}"));
        checks.ThrowIfFaulty();
    }

    /// <summary>What stands against the acceptance: the quote's violations are frozen; the offer's state and what is accepted are judged now.</summary>
    private static IEnumerable<Violation> Standing(PricedAmendment priced, ContractedOffer offer, Quote quote, GivenAcceptance acceptance)
    {
        if (offer.State is not ContractState.Delivered)
            yield return new(ViolationCode.OfferNotDelivered, null, [Operand.Code("state", offer.State.ToString())]);
        foreach (var violation in priced.Violations)
            if (violation.Code switch
            {
                ViolationCode.DocumentsNotAccepted => !quote.Documents.All(d => acceptance.Documents.Any(a => a.Value.Is(d))),
                ViolationCode.ConsentRequired => !acceptance.ExtensionConsented,
                _ => true,
            })
                yield return violation;
    }
}

/// <summary>What is accepted with a quote.</summary>
internal sealed record GivenAcceptance
{
    /// <summary>The documents accepted.</summary>
    public required IReadOnlyList<Wished<GivenDocument>> Documents { get; init; }

    /// <summary>Whether a longer commitment is expressly consented to.</summary>
    public required bool ExtensionConsented { get; init; }

    /// <summary>Whether it is accepted on behalf of the customer.</summary>
    public required bool OnBehalfOfCustomer { get; init; }

    /// <summary>Comment; empty: none.</summary>
    public string Comment { get; init; } = "";
}

/// <summary>A document as somebody accepts it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
internal sealed record GivenDocument(string Code, string Version, string Sha256)
{
    /// <summary>Whether it is that document.</summary>
    public bool Is(QuoteDocument document) => (document.Code, document.Version, document.Sha256) == (Code, Version, Sha256);
}

/// <summary>A quote just accepted.</summary>
/// <param name="Amendment">Its amendment.</param>
/// <param name="Quote">The quote.</param>
/// <param name="Priced">The price that it froze.</param>
/// <param name="Order">The order.</param>
internal sealed record AcceptedQuote(Amendment Amendment, Quote Quote, Priced Priced, Order Order);
