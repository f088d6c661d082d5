using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>What the evidence of an acceptance says; the PDF says the same.</summary>
internal sealed record EvidenceRecord
{
    /// <summary>Form of this record.</summary>
    public int Form { get; init; } = 1;

    /// <summary>Resource name of the quote.</summary>
    public required string Quote { get; init; }

    /// <summary>Printed number and revision, such as DEV 000050763/1.</summary>
    public required string Number { get; init; }

    /// <summary>SHA-256 of the PDF that was accepted.</summary>
    public required string QuoteSha256 { get; init; }

    /// <summary>When that PDF was drawn. A quote of release 0.2 that nobody had asked for as PDF is drawn with its acceptance: nobody read it before.</summary>
    public required DateTimeOffset QuoteDrawnAt { get; init; }

    /// <summary>Fingerprint of what was priced.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The contractual documents that were accepted with it.</summary>
    public required IReadOnlyList<QuoteDocument> Documents { get; init; }

    /// <summary>Resource name of the order that was made.</summary>
    public required string Order { get; init; }

    /// <summary>Whether a longer commitment was expressly consented to.</summary>
    public required bool ExtensionConsented { get; init; }

    /// <summary>SIGNATURE by the signer, or ATTESTATION by the operator.</summary>
    public required string Way { get; init; }

    /// <summary>Identifier of who accepted.</summary>
    public required string By { get; init; }

    /// <summary>What an operator attested; empty: the customer signed, or accepted by other means.</summary>
    public string Attestation { get; init; } = "";

    /// <summary>The operator's reason; empty: not said, or the customer signed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What proves the acceptance that an operator attests; none: nothing was attached, or the customer signed.</summary>
    public EvidenceProof? Proof { get; init; }

    /// <summary>Who signed; none: it was validated.</summary>
    public EvidenceSigner? Signer { get; init; }

    /// <summary>The sentences that were agreed to, as the page had them.</summary>
    public IReadOnlyList<string> AgreedTexts { get; init; } = [];

    /// <summary>What happened, in the order of time.</summary>
    public required IReadOnlyList<EvidenceEvent> Events { get; init; }

    /// <summary>The evidence of an acceptance.</summary>
    /// <param name="write">The write that accepts.</param>
    /// <param name="accepted">What is accepted.</param>
    /// <param name="request">The signature that was asked for; null: an operator validates.</param>
    /// <param name="proof">What an operator attached to prove it; null: nothing.</param>
    public static EvidenceRecord Of(Write write, AcceptedQuote accepted, SignatureRequest? request, EvidenceProof? proof)
    {
        var (amendment, quote, order) = (accepted.Amendment, accepted.Quote, accepted.Order);
        return new()
        {
            Quote = ResourceNames.Quote(amendment.CustomerId, amendment.Number, quote.Revision),
            Number = ResourceNames.PrintedQuote(quote.AmendmentNumber, quote.Revision),
            QuoteSha256 = accepted.Paper.PdfSha256,
            QuoteDrawnAt = accepted.Paper.MadeAt,
            Fingerprint = quote.Fingerprint,
            Documents = quote.Documents,
            Order = ResourceNames.Order(order.CustomerId, order.Number),
            ExtensionConsented = order.ExtensionConsented,
            Way = request is null ? "ATTESTATION" : "SIGNATURE",
            By = write.Actor.Identifier,
            Attestation = request is null && order.OnBehalfOfCustomer ? "Valider le devis pour le compte du client" : "",
            Reason = request is null ? order.Comment : "",
            Proof = proof,
            Signer = request is null ? null : EvidenceSigner.Of(request),
            AgreedTexts = request?.AgreedTexts ?? [],
            Events = [.. EvidenceEvent.Of(quote, request, write.Now).Where(e => e.At is not null).OrderBy(e => e.At)],
        };
    }
}

/// <summary>What proves an acceptance that an operator attests.</summary>
/// <param name="Attachment">Resource name of the attachment.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="AddedBy">Identifier of who attached it.</param>
/// <param name="AddedAt">When.</param>
internal sealed record EvidenceProof(string Attachment, string FileName, string Sha256, string AddedBy, DateTimeOffset AddedAt);

/// <summary>Who signed, and how it is known.</summary>
/// <param name="Name">Its name, as it gave it.</param>
/// <param name="Capacity">Its capacity, as it gave it.</param>
/// <param name="AskedName">Its name, as the requester gave it.</param>
/// <param name="AskedCapacity">Its capacity, as the requester gave it.</param>
/// <param name="Email">The mailbox to which link and code went.</param>
/// <param name="Link">How the link travelled: EMAIL to the mailbox, or by the REQUESTER.</param>
/// <param name="Code">How the one-time code travelled: EMAIL to the mailbox; NONE was needed.</param>
/// <param name="RequestedBy">Identifier of who asked for the signature.</param>
internal sealed record EvidenceSigner(string Name, string Capacity, string AskedName, string AskedCapacity, string Email, string Link, string Code, string RequestedBy)
{
    /// <summary>The signer of a signature.</summary>
    public static EvidenceSigner Of(SignatureRequest request) => new(
        request.SignedName, request.SignedCapacity, request.SignerName, request.SignerCapacity, request.SignerEmail,
        request.LinkDelivery is LinkDelivery.Email ? "EMAIL" : "REQUESTER", request.CodeRequired ? "EMAIL" : "NONE", request.RequestedBy);
}

/// <summary>Something that happened on the way.</summary>
/// <param name="What">What.</param>
/// <param name="At">When; null: it did not.</param>
/// <param name="Address">The address from which it came; empty: from nobody outside.</param>
/// <param name="UserAgent">The user agent with which it came; empty: not said.</param>
internal sealed record EvidenceEvent(string What, DateTimeOffset? At, string Address = "", string UserAgent = "")
{
    /// <summary>All that can have happened.</summary>
    public static IEnumerable<EvidenceEvent> Of(Quote quote, SignatureRequest? request, DateTimeOffset now)
    {
        yield return new("QUOTE_ISSUED", quote.IssuedAt);
        if (request is null)
        {
            yield return new("VALIDATED", now);
            yield break;
        }
        yield return new("SIGNATURE_REQUESTED", request.RequestedAt);
        yield return new("LINK_MADE", request.LinkMadeAt);
        yield return new("LINK_SENT", request.SentAt);
        yield return new("PAGE_OPENED", request.OpenedAt, request.OpenedFrom, request.OpenedWith);
        yield return new("CODE_SENT", request.CodeSentAt);
        yield return new("PAGE_SHOWN", request.ShownAt, request.AnsweredFrom, request.AnsweredWith);
        yield return new("CONSENTED", request.ConsentedAt, request.AnsweredFrom, request.AnsweredWith);
        yield return new("CODE_PROVED", request.CodeProvedAt, request.AnsweredFrom, request.AnsweredWith);
        yield return new("SIGNED", now, request.AnsweredFrom, request.AnsweredWith);
    }
}
