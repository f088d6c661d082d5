using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Amendments;

/// <summary>The stored data that the price of an amendment of one contracted offer is made from.</summary>
/// <param name="Offer">The contracted offer.</param>
/// <param name="Held">A version of it, the current one unless an older one is read, and the contract that it is.</param>
/// <param name="Customer">Its customer with sites and contacts.</param>
/// <param name="Catalogue">The offer of the catalogue in force; without products when the catalogue no longer has it.</param>
/// <param name="Taxes">The VAT table in force.</param>
/// <param name="OpenAmendment">Number of the amendment of the offer that has not ended as of now; none: null.</param>
internal sealed record PricingInputs(
    ContractedOffer Offer, HeldContract Held, Customer Customer, CatalogueOffer Catalogue, TaxTable Taxes, string? OpenAmendment)
{
    /// <summary>The contract as the core reads it.</summary>
    public Contract Contract => Held.Contract;
}

/// <summary>Loads <see cref="PricingInputs"/>.</summary>
internal sealed class PricingInputLoader(ReadCache cache, Catalogues catalogues, TaxTables taxes, ParisClock clock)
{
    /// <summary>The inputs for the current version of a contracted offer, read in the context's transaction if it has one.</summary>
    public Task<PricingInputs> LoadAsync(StorageContext context, ContractedOffer offer, CancellationToken cancellation) =>
        LoadAsync(context, offer, offer.CurrentVersion, cancellation);

    /// <summary>The inputs for a version of a contracted offer, to show what it was.</summary>
    public async Task<PricingInputs> LoadAsync(StorageContext context, ContractedOffer offer, int number, CancellationToken cancellation)
    {
        var situation = await PricingSituation.ReadAsync(context, offer, cancellation);
        var held = await cache.VersionAsync(context, offer, number, cancellation);
        var customer = await cache.CustomerAsync(context, offer, situation.CustomerVersion, cancellation);
        return await CompleteAsync(context, situation, offer, held, customer, cancellation);
    }

    /// <summary>The inputs for what a write has at hand, and may not have saved yet.</summary>
    /// <param name="context">The context of the write.</param>
    /// <param name="offer">The contracted offer.</param>
    /// <param name="held">Its current version.</param>
    /// <param name="customer">Its customer; null: the write does not change it.</param>
    /// <param name="situation">Its situation; null: not read yet.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<PricingInputs> LoadAsync(
        StorageContext context, ContractedOffer offer, HeldContract held, Customer? customer, PricingSituation? situation, CancellationToken cancellation)
    {
        situation ??= await PricingSituation.ReadAsync(context, offer, cancellation);
        customer ??= await cache.CustomerAsync(context, offer, situation.CustomerVersion, cancellation);
        return await CompleteAsync(context, situation, offer, held, customer, cancellation);
    }

    private async Task<PricingInputs> CompleteAsync(
        StorageContext context, PricingSituation situation, ContractedOffer offer, HeldContract held, Customer customer, CancellationToken cancellation)
    {
        var current = situation.CatalogueVersion ?? throw new InvalidOperationException("No catalogue was imported.");
        var sold = await catalogues.FindOfferAsync(context, current, offer.OfferCode, cancellation);
        var catalogue = sold?.For(current, offer.Reseller)
            ?? new CatalogueOffer { Code = offer.OfferCode, Version = current, Currency = offer.Currency, Products = [] };
        return new PricingInputs(
            offer, held, customer, catalogue, await taxes.FindAsync(context, situation.TaxTableVersion, cancellation),
            situation.HasRunOut(clock.Now) ? null : offer.OpenAmendment);
    }
}
