using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>Changes what an amendment wants; one that was quoted is a draft again.</summary>
internal sealed class ChangeDraft(PricingInputLoader loader, AmendmentPricing pricing, Policies policies)
{
    /// <summary>Changes it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="mask">The fields that change, of <see cref="Wishes.Fields"/>.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH, INVALID_ARGUMENT.</exception>
    public async Task<PricedDraft> RunAsync(Write write, PartName name, string etag, Wish wish, IReadOnlyCollection<string> mask)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.Update);
        var inputs = await loader.LoadAsync(write.Context, offer, write.Cancellation);
        amendment.Wanted = await Wishes.ChangeAsync(
            inputs, amendment.Wanted, wish, mask, write.Actor, write.Now,
            codes => Catalogues.KnownProductsAsync(write.Context, inputs.Catalogue.Version, codes, write.Cancellation));
        write.Redraft(amendment, offer, policies.DraftExpiryDays);
        return new(amendment, pricing.Price(inputs, amendment));
    }
}
