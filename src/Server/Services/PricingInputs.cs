using MyOpenIP.Pricing;
using MyOpenIP.Server.Data;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Services;

/// <summary>The stored data that the price of an amendment of one contracted offer is made from.</summary>
/// <param name="Offer">The contracted offer.</param>
/// <param name="Version">A version of it, the current one unless an older one is read, with lines and lots.</param>
/// <param name="Customer">Its customer with sites and contacts.</param>
/// <param name="Catalogue">The offer of the catalogue in force; without products when the catalogue no longer has it.</param>
/// <param name="Taxes">The VAT table in force.</param>
/// <param name="OpenAmendment">Number of the amendment of the offer that has not ended as of now; none: null.</param>
internal sealed record PricingInputs(
    ContractedOffer Offer, ContractVersion Version, Customer Customer, CatalogueOffer Catalogue, TaxTable Taxes, string? OpenAmendment)
{
    /// <summary>The contract as the core reads it.</summary>
    public Contract Contract { get; } = ContractStore.ToContract(Offer, Version);
}

/// <summary>Loads <see cref="PricingInputs"/>.</summary>
internal sealed class PricingInputLoader(Catalogues catalogues, TaxTables taxes, ParisClock clock)
{
    /// <summary>The inputs for the current version of a contracted offer, read in the context's transaction if it has one.</summary>
    public Task<PricingInputs> LoadAsync(StorageContext context, ContractedOffer offer, CancellationToken cancellation) =>
        LoadAsync(context, offer, offer.CurrentVersion, cancellation);

    /// <summary>The inputs for a version of a contracted offer, to show what it was.</summary>
    public async Task<PricingInputs> LoadAsync(StorageContext context, ContractedOffer offer, int number, CancellationToken cancellation)
    {
        var version = await PricingQueries.Version(context, offer.Reseller, offer.Reference, number, cancellation);
        var customer = await PricingQueries.Customer(context, offer.Reseller, offer.CustomerId, cancellation);
        var current = await Catalogues.CurrentVersionAsync(context, cancellation)
            ?? throw new InvalidOperationException("No catalogue was imported.");
        var sold = await catalogues.FindOfferAsync(context, current, offer.OfferCode, cancellation);
        var catalogue = sold?.For(current, offer.Reseller)
            ?? new CatalogueOffer { Code = offer.OfferCode, Version = current, Currency = offer.Currency, Products = [] };
        var open = await PricingQueries.OpenAmendment(context, offer.Reseller, offer.Reference, cancellation);
        return new PricingInputs(
            offer, version, customer, catalogue, await taxes.CurrentAsync(context, cancellation),
            open is null || AmendmentStates.AsOf(open, clock.Now) is AmendmentState.Expired ? null : open.Number);
    }
}
