using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>The way to signatures: by the name of their quote, and by the token of their link.</summary>
internal static class SignatureAccess
{
    /// <summary>The signature of a quote, with its amendment.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public static async Task<(Amendment Amendment, SignatureRequest Request)> SignatureAsync(
        this StorageContext context, PartName quote, int revision, CancellationToken cancellation)
    {
        var amendment = await context.AmendmentAsync(quote, cancellation);
        var request = await context.SignatureRequests.AsNoTracking().SingleOrDefaultAsync(
            r => r.Reseller == amendment.Reseller && r.AmendmentNumber == amendment.Number && r.Revision == revision, cancellation);
        return (amendment, request ?? throw Fault.NotFound($"{quote.Name}/signature"));
    }

    /// <summary>What a link leads to; null: it is none, or another has taken its place.</summary>
    public static async Task<LinkedSignature?> ByLinkAsync(this StorageContext context, string token, CancellationToken cancellation)
    {
        var digest = SigningSecrets.DigestOf(token);
        return await context.LinkedAsync(context.SignatureRequests.Where(r => r.LinkDigest == digest), cancellation);
    }

    /// <summary>What a mail in the outbox is about; null: it is not there any more.</summary>
    public static Task<LinkedSignature?> OfMailAsync(this StorageContext context, string reseller, SigningMail mail, CancellationToken cancellation) =>
        context.LinkedAsync(
            context.SignatureRequests.Where(r => r.Reseller == reseller && r.AmendmentNumber == mail.Amendment && r.Revision == mail.Revision), cancellation);

    private static async Task<LinkedSignature?> LinkedAsync(this StorageContext context, IQueryable<SignatureRequest> one, CancellationToken cancellation)
    {
        var found = await (
            from request in one.AsNoTracking()
            join amendment in context.Amendments.AsNoTracking()
                on new { request.Reseller, Number = request.AmendmentNumber } equals new { amendment.Reseller, amendment.Number }
            join quote in context.Quotes.AsNoTracking()
                on new { request.Reseller, request.AmendmentNumber, request.Revision } equals new { quote.Reseller, quote.AmendmentNumber, quote.Revision }
            select new { Request = request, Amendment = amendment, Quote = quote }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new(found.Request, found.Amendment, found.Quote);
    }

    /// <summary>
    /// The open signature of a link, for a write to change; null: the link is closed, or none. What is saved is saved on condition
    /// that link and answer are still those that were read (<see cref="SigningModel"/>): of many at once one is first.
    /// </summary>
    public static async Task<LinkedSignature?> OpenByLinkAsync(this Write write, string token)
    {
        if (await write.Context.ByLinkAsync(token, write.Cancellation) is not { } linked || SignatureStates.Of(linked.Request, linked.Amendment, write.Now) is not SignatureState.Open)
            return null;
        var digest = linked.Request.LinkDigest;
        return linked with { Request = await write.Context.SignatureRequests.SingleAsync(r => r.LinkDigest == digest, write.Cancellation) };
    }
}

/// <summary>What a link leads to.</summary>
/// <param name="Request">The signature.</param>
/// <param name="Amendment">The amendment.</param>
/// <param name="Quote">The quote.</param>
internal sealed record LinkedSignature(SignatureRequest Request, Amendment Amendment, Quote Quote)
{
    /// <summary>Who holds the link, as it acts: on the customers of one reseller, and of those on this quote.</summary>
    public Actor Signer => new($"signer:{Request.AmendmentNumber}/{Invariant($"{Request.Revision}")}", ActorRole.Signer, Request.Reseller);

    /// <summary>Name of the amendment.</summary>
    public PartName Name =>
        new(ResourceNames.Amendment(Request.CustomerId, Request.AmendmentNumber), Request.CustomerId, Request.AmendmentNumber);
}
