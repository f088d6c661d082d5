using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Changes which sites a contracted offer has, and what is known of them.</summary>
/// <param name="closures">The copper data.</param>
internal sealed class UpdateSites(CopperClosures closures)
{
    /// <summary>Changes them.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the contracted offer.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="changes">What changes.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, ETAG_MISMATCH, STATE_NOT_ALLOWED, INVALID_ARGUMENT.</exception>
    public async Task<OfferWithSites> RunAsync(Write write, PartName name, string etag, SiteChanges changes)
    {
        var (context, cancellation) = (write.Context, write.Cancellation);
        var offer = await context.ContractedOfferAsync(name, cancellation);
        var customer = await context.CustomerAsync(offer.CustomerId, cancellation);
        Etags.Require(etag, OfferEtag.Of(offer, customer));
        if (offer.State is ContractState.Terminated)
            throw StateFaults.NotAllowed(
                ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference), offer.State,
                Enum.GetValues<ContractState>().Where(s => s is not ContractState.Terminated));
        changes.Apply(offer, customer, write.Actor, closures);
        var version = await context.VersionsOf(offer).SingleAsync(v => v.Number == offer.CurrentVersion, cancellation);
        version.FollowSites(offer);
        await CustomerColumns.CopyAsync(context, customer, cancellation);
        write.Tell(offer.Reseller, nameof(UpdateSites), ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference));
        return new(offer, new HeldContract(version, ContractStore.ToContract(offer, version)), customer);
    }
}

/// <summary>A contracted offer whose sites were changed.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Held">Its current version.</param>
/// <param name="Customer">Its customer with sites.</param>
internal sealed record OfferWithSites(ContractedOffer Offer, HeldContract Held, Customer Customer);
