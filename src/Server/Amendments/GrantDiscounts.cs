using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>Grants discounts that another asked for above the asker's ceiling.</summary>
internal sealed class GrantDiscounts(PricingInputLoader loader, AmendmentPricing pricing, Policies policies)
{
    /// <summary>Grants them.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="grants">What is granted.</param>
    /// <exception cref="Fault">
    /// PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH, APPROVAL_OF_OWN_REQUEST, APPROVAL_NOT_AWAITED, DISCOUNT_EXCEEDS_AUTHORITY.
    /// </exception>
    public async Task<PricedDraft> RunAsync(Write write, PartName name, string etag, IReadOnlyList<DiscountGrant> grants)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.ApproveDiscounts);
        var inputs = await loader.LoadAsync(write.Context, offer, write.Cancellation);
        DiscountApprovals.Require(grants, write.Actor, amendment, pricing.Price(inputs, amendment).Outcome, policies.Authority);
        DiscountApprovals.Add(grants, amendment, write.Now);
        write.Move(amendment, offer, AmendmentAction.ApproveDiscounts);
        amendment.ExpiresAt = write.Now.AddDays(policies.DraftExpiryDays);
        return new(amendment, pricing.Price(inputs, amendment));
    }
}
