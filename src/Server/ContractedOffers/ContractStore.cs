using System.Security.Cryptography;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Contracted offers between the tables and the core: one function each way.</summary>
internal static class ContractStore
{
    /// <summary>The contract as the core reads it.</summary>
    public static Contract ToContract(ContractedOffer offer, ContractVersion version) => TermsFormat.ToContract(
        StoredValues.Read(StoredTerms.Parser, version.Terms), offer.Reference, offer.State, offer.Currency,
        offer.DeliveredOn == ContractedOffer.NotDelivered ? null : offer.DeliveredOn);

    /// <summary>
    /// Writes <paramref name="contract"/> as the next version of <paramref name="offer"/>, which must be tracked, as are the
    /// products of it: they follow. Nothing is saved.
    /// </summary>
    /// <param name="context">The database, for the products of the version before, unless they are loaded.</param>
    /// <param name="offer">The contracted offer.</param>
    /// <param name="contract">What the customer then has.</param>
    /// <param name="holdsFrom">First day from which it holds.</param>
    /// <param name="orderNumber">The order that made it; empty: none is known.</param>
    /// <param name="recordedAt">Now.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="imported">Whether an import writes it, not a delivery.</param>
    public static async Task AppendVersionAsync(
        this StorageContext context, ContractedOffer offer, Contract contract, DateOnly holdsFrom, string orderNumber, DateTimeOffset recordedAt,
        CancellationToken cancellation, bool imported = false)
    {
        if (offer.CurrentVersion > 0)
            await context.Entry(offer).Collection(o => o.Products).LoadAsync(cancellation);
        offer.AppendVersion(contract, holdsFrom, orderNumber, recordedAt, imported);
        HeldProducts.Follow(offer, contract);
    }

    /// <summary>
    /// Writes <paramref name="contract"/> as the next version of <paramref name="offer"/>, which must be tracked: its current
    /// version, state and delivery day follow. Nothing is saved, and the products held are the caller's to write.
    /// </summary>
    /// <param name="offer">The contracted offer.</param>
    /// <param name="contract">What the customer then has.</param>
    /// <param name="holdsFrom">First day from which it holds.</param>
    /// <param name="orderNumber">The order that made it; empty: none is known.</param>
    /// <param name="recordedAt">Now.</param>
    /// <param name="imported">Whether an import writes it, not a delivery.</param>
    public static HeldContract AppendVersion(
        this ContractedOffer offer, Contract contract, DateOnly holdsFrom, string orderNumber, DateTimeOffset recordedAt, bool imported = false)
    {
        var terms = TermsFormat.Bytes(contract);
        var version = new ContractVersion
        {
            Reseller = offer.Reseller,
            OfferReference = offer.Reference,
            Number = offer.CurrentVersion + 1,
            InstallationSiteNumber = offer.InstallationSiteNumber,
            BillingSiteNumber = offer.BillingSiteNumber,
            HoldsFrom = holdsFrom,
            OrderNumber = orderNumber,
            Imported = imported,
            RecordedAt = recordedAt,
            Terms = terms,
            TermsDigest = SHA256.HashData(terms),
        };
        offer.Versions.Add(version);
        offer.CurrentVersion = version.Number;
        offer.State = contract.State;
        offer.DeliveredOn = contract.DeliveredOn ?? ContractedOffer.NotDelivered;
        return new(version, ToContract(offer, version));
    }

    /// <summary>The current version, which must be tracked, is on the sites of its offer.</summary>
    public static void FollowSites(this ContractVersion current, ContractedOffer offer) =>
        (current.InstallationSiteNumber, current.BillingSiteNumber) = (offer.InstallationSiteNumber, offer.BillingSiteNumber);
}
