using Microsoft.EntityFrameworkCore;

using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

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
internal sealed class PricingInputLoader(
    StorageContexts contexts, OfferReads reads, ReadCache cache, Catalogues catalogues, TaxTables taxes, ParisClock clock)
{
    /// <summary>The inputs for the current version of an offer of the actor's, for a price that is shown and not stored.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND.</exception>
    public async ValueTask<PricingInputs> ReadAsync(Actor actor, PartName name, CancellationToken cancellation)
    {
        if (reads.Find(actor, name.Identifier) is { } read && (name.Customer ?? read.CustomerId) == read.CustomerId
            && Known(read, name.Identifier) is { } known)
            return known;
        await using var context = await contexts.OpenAsync(actor, cancellation);
        var offer = await context.ContractedOfferAsync(name, cancellation);
        context.Entry(offer).State = EntityState.Detached;
        cache.Keep(offer);
        return await LoadAsync(context, offer, cancellation);
    }

    /// <summary>The inputs when all that they are made of was read before; else null.</summary>
    private PricingInputs? Known(OfferRead read, string reference)
    {
        var situation = read.Situation;
        return cache.Offer(read.Reseller, reference, read.Version) is { } offer
            && cache.Version(offer, offer.CurrentVersion) is { } held
            && cache.Customer(read.Reseller, read.CustomerId, situation.CustomerVersion) is { } customer
            && situation.CatalogueVersion is { } current && catalogues.KnownFor(current, offer.OfferCode, read.Reseller) is { } catalogue
            && taxes.Known(situation.TaxTableVersion) is { } table
                ? new PricingInputs(offer, held, customer, catalogue, table, situation.HasRunOut(clock.Now) ? null : read.OpenAmendment)
                : null;
    }

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
        var catalogue = await catalogues.FindForAsync(context, current, offer.OfferCode, offer.Reseller, cancellation)
            ?? new CatalogueOffer { Code = offer.OfferCode, Version = current, Currency = offer.Currency, Products = [] };
        return new PricingInputs(
            offer, held, customer, catalogue, await taxes.FindAsync(context, situation.TaxTableVersion, cancellation),
            situation.HasRunOut(clock.Now) ? null : offer.OpenAmendment);
    }
}
