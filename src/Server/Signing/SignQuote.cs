using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// Signs a quote by its link: the quote is accepted and the order exists. Once, by one conditional update; what the signer gave,
/// the acceptance and the order are one transaction.
/// </summary>
internal sealed class SignQuote(AcceptQuote acceptQuote, KeepEvidence keepEvidence)
{
    /// <summary>Signs it.</summary>
    /// <param name="write">The write, of the signer.</param>
    /// <param name="token">Token of the link.</param>
    /// <param name="given">What the signer gave.</param>
    /// <returns>What was accepted; null: the link is closed, or the code is not the one that was sent.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else was first: thrown when the write is saved.</exception>
    /// <exception cref="Fault">QUOTE_EXPIRED, STATE_NOT_ALLOWED, CONTRACTED_OFFER_CHANGED, and the violations that stand.</exception>
    public async Task<AcceptedQuote?> RunAsync(Write write, string token, GivenSignature given)
    {
        if (await write.OpenByLinkAsync(token) is not { } linked)
            return null;
        var (request, now) = (linked.Request, write.Now);
        if (request.CodeRequired && !SigningCodes.IsCode(request, token, given.Code, now))
            return null;
        (request.Answer, request.AnsweredAt, request.ShownAt, request.ConsentedAt) = (SignatureAnswer.Signed, now, given.ShownAt, given.ConsentedAt);
        (request.AnsweredFrom, request.AnsweredWith) = (given.From, given.With);
        (request.SignedName, request.SignedCapacity, request.AgreedTexts) = (given.Name, given.Capacity, given.AgreedTexts);
        (request.CodeProvedAt, request.SealedCode) = (request.CodeRequired ? now : null, "");
        var acceptance = new GivenAcceptance
        {
            Documents = given.Documents,
            ExtensionConsented = given.ExtensionConsented,
            OnBehalfOfCustomer = false,
        };
        var accepted = await acceptQuote.RunAsync(write, linked.Name, etag: null, request.Fingerprint, acceptance, AmendmentAction.Sign);
        keepEvidence.Run(write, accepted, request);
        SigningMail.Enqueue(write, request, MailAbout.Signed);
        SigningMail.Enqueue(write, request, MailAbout.Completed);
        return accepted;
    }
}

/// <summary>What a signer gives with its signature.</summary>
internal sealed record GivenSignature
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its capacity.</summary>
    public required string Capacity { get; init; }

    /// <summary>The documents that it accepts.</summary>
    public required IReadOnlyList<Wished<Pricing.DocumentVersion>> Documents { get; init; }

    /// <summary>Whether it consents to a longer commitment.</summary>
    public required bool ExtensionConsented { get; init; }

    /// <summary>The sentences that it agreed to, as the page had them.</summary>
    public required IReadOnlyList<string> AgreedTexts { get; init; }

    /// <summary>When the page was shown.</summary>
    public required DateTimeOffset ShownAt { get; init; }

    /// <summary>When the page with what it filled in came in.</summary>
    public required DateTimeOffset ConsentedAt { get; init; }

    /// <summary>The address from which it came.</summary>
    public required string From { get; init; }

    /// <summary>The user agent with which it came; empty: not said.</summary>
    public required string With { get; init; }

    /// <summary>The one-time code; empty: none.</summary>
    public string Code { get; init; } = "";
}
