using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.V1;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Shows contracted offers. Today's amounts are the price of changing nothing: the core alone computes amounts.</summary>
internal sealed class ContractedOfferViews(PricingInputLoader loader, AmendmentPricing pricing, ParisClock clock)
{
    /// <summary>A contracted offer whole, as it stands today.</summary>
    public Task<V1.ContractedOffer> WholeAsync(
        StorageContext context, ContractedOffer offer, Caller caller, CancellationToken cancellation) =>
        WholeAsync(context, offer, new ContractVersionOnDay(offer.CurrentVersion, clock.Today), caller, cancellation);

    /// <summary>A contracted offer whole, its terms, lines and sites those of a version and its amounts those of a day.</summary>
    public async Task<V1.ContractedOffer> WholeAsync(
        StorageContext context, ContractedOffer offer, ContractVersionOnDay asOf, Caller caller, CancellationToken cancellation)
    {
        var inputs = await loader.LoadAsync(context, offer, asOf.Number, cancellation);
        var asItStands = pricing.Price(inputs, Wishes.NewDraft(inputs, "", caller, clock.Now), asOf.Day).Outcome;
        return ContractedOfferMessages.ContractedOffer(offer, inputs.Customer, inputs.Held, asItStands, asOf.Day, inputs.OpenAmendment, Actions(inputs));
    }

    private static IEnumerable<ContractedOfferAction> Actions(PricingInputs inputs)
    {
        if (inputs.Offer.State is ContractState.Delivered && inputs.Customer.State is Customers.CustomerState.Active && inputs.OpenAmendment is null)
            yield return ContractedOfferAction.Amend;
        if (inputs.Offer.State is not ContractState.Terminated)
            yield return ContractedOfferAction.UpdateSites;
    }
}
