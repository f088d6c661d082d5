using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;
using ContractedOfferAction = MyOpenIP.V1.ContractedOfferAction;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Shows contracted offers. Today's amounts are the price of changing nothing: the core alone computes amounts.</summary>
internal sealed class ContractedOfferViews(PricingInputLoader loader, AmendmentPricing pricing, ParisClock clock)
{
    /// <summary>A contracted offer whole, as it stands today.</summary>
    public Task<V1.ContractedOffer> WholeAsync(
        StorageContext context, ContractedOffer offer, Actor actor, CancellationToken cancellation) =>
        WholeAsync(context, offer, new ContractVersionOnDay(offer.CurrentVersion, clock.Today), actor, cancellation);

    /// <summary>A contracted offer whole, its terms, lines and sites those of a version and its amounts those of a day.</summary>
    public async Task<V1.ContractedOffer> WholeAsync(
        StorageContext context, ContractedOffer offer, ContractVersionOnDay asOf, Actor actor, CancellationToken cancellation)
    {
        return Show(await loader.LoadAsync(context, offer, asOf.Number, cancellation), asOf.Day, actor);
    }

    /// <summary>A contracted offer whole, as a write leaves it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="held">Its current version.</param>
    /// <param name="customer">Its customer; null: the write does not change it.</param>
    /// <param name="situation">Its situation; null: not read yet.</param>
    public async Task<V1.ContractedOffer> WholeAsync(
        Write write, ContractedOffer offer, HeldContract held, Customer? customer = null, PricingSituation? situation = null) =>
        Show(await loader.LoadAsync(write.Context, offer, held, customer, situation, write.Cancellation), clock.Today, write.Actor);

    private V1.ContractedOffer Show(PricingInputs inputs, DateOnly day, Actor actor)
    {
        var asItStands = pricing.PriceOfNothing(inputs, day);
        return ContractedOfferMessages.ContractedOffer(
            inputs.Offer, inputs.Customer, inputs.Held, asItStands, day, inputs.OpenAmendment, Actions(inputs, actor));
    }

    private static IEnumerable<ContractedOfferAction> Actions(PricingInputs inputs, Actor actor)
    {
        if (MethodPolicies.Allows(actor, "Amendments/CreateAmendment") && inputs.Offer.State is ContractState.Delivered && inputs.Customer.State is CustomerState.Active && inputs.OpenAmendment is null)
            yield return ContractedOfferAction.Amend;
        if (MethodPolicies.Allows(actor, "ContractedOffers/UpdateSites") && inputs.Offer.State is not ContractState.Terminated)
            yield return ContractedOfferAction.UpdateSites;
    }
}
