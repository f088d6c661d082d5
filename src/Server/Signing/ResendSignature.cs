using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Gives the signer another link, and another signer where the first was the wrong one. The link before is dead from then on.</summary>
internal sealed class ResendSignature(QuotedPrices quotedPrices, SigningSecrets secrets, SigningSite site, Policies policies)
{
    /// <summary>Gives it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="signer">Who signs now; null: who was asked before.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, QUOTE_EXPIRED, STATE_NOT_ALLOWED, ETAG_MISMATCH, MAIL_NOT_CONFIGURED, LIMIT_EXCEEDED.
    /// </exception>
    public async Task<AskedOf> RunAsync(Write write, PartName name, string etag, AskedSigner? signer)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.ResendSignature);
        site.RequireMail(ResourceNames.Amendment(amendment.CustomerId, amendment.Number));
        var request = await write.Context.SignatureRequests.SingleAsync(
            r => r.Reseller == amendment.Reseller && r.AmendmentNumber == amendment.Number && r.Revision == amendment.QuotedRevision, write.Cancellation);
        if (request.LinkNumber >= SigningLink.Most)
            throw Fault.LimitExceeded(Invariant($"{SigningLink.Most}"));
        if (signer is not null)
            (request.SignerName, request.SignerEmail, request.SignerCapacity, request.Language) = (signer.Name, signer.Email, signer.Capacity, signer.Language);
        SigningLink.Give(write, request, secrets, policies.Signature);
        write.Move(amendment, offer, AmendmentAction.ResendSignature);
        var quote = await write.Context.Quotes.SingleAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == amendment.QuotedRevision, write.Cancellation);
        return new(amendment, quote, await quotedPrices.ReadAsync(write.Context, quote, write.Cancellation, offer), request);
    }
}
