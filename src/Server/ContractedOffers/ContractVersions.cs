using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Which version of a contracted offer a call is about.</summary>
internal static class ContractVersions
{
    /// <summary>The versions of a contracted offer.</summary>
    public static IQueryable<ContractVersion> VersionsOf(this StorageContext context, ContractedOffer offer) =>
        context.ContractVersions.Where(v => v.Reseller == offer.Reseller && v.OfferReference == offer.Reference);

    /// <summary>A version by its number, with its amounts of the day from which it holds; of today for the current one.</summary>
    /// <exception cref="Fault">NOT_FOUND.</exception>
    public static async Task<ContractVersionOnDay> NumberedAsync(
        StorageContext context, ContractedOffer offer, int number, DateOnly today, CancellationToken cancellation)
    {
        if (number == offer.CurrentVersion)
            return new ContractVersionOnDay(number, today);
        var holdsFrom = await context.VersionsOf(offer).Where(v => v.Number == number).Select(v => (DateOnly?)v.HoldsFrom).SingleOrDefaultAsync(cancellation);
        return new ContractVersionOnDay(number, holdsFrom ?? throw Missing(offer, $"version {number}"));
    }

    /// <summary>The version that holds on a day: of those that hold from that day or before, the last one written.</summary>
    /// <exception cref="Fault">NOT_FOUND: the first version holds from a later day.</exception>
    public static async Task<ContractVersionOnDay> HoldingOnAsync(
        StorageContext context, ContractedOffer offer, DateOnly day, CancellationToken cancellation)
    {
        var number = await context.VersionsOf(offer).Where(v => v.HoldsFrom <= day).MaxAsync(v => (int?)v.Number, cancellation);
        return new ContractVersionOnDay(number ?? throw Missing(offer, $"{day:yyyy-MM-dd}"), day);
    }

    /// <summary>An accepted change applies to the version of the contracted offer that it was priced on, and to no other.</summary>
    /// <exception cref="Fault">CONTRACTED_OFFER_CHANGED.</exception>
    public static void RequireUnchanged(ContractedOffer offer, int quotedVersion)
    {
        if (offer.CurrentVersion != quotedVersion)
            throw Changed(offer, quotedVersion);
    }

    /// <summary>CONTRACTED_OFFER_CHANGED, with the version that was quoted and the current one.</summary>
    public static Fault Changed(ContractedOffer offer, int quotedVersion) =>
        Fault.ContractedOfferChanged(ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference), quotedVersion, offer.CurrentVersion);

    private static Fault Missing(ContractedOffer offer, FormattableString asked) =>
        Fault.NotFound(Invariant($"{ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference)} ({Invariant(asked)})"));
}

/// <summary>A version of a contracted offer, and the day whose amounts are shown of it.</summary>
/// <param name="Number">Number of the version.</param>
/// <param name="Day">The day.</param>
internal readonly record struct ContractVersionOnDay(int Number, DateOnly Day);

/// <summary>A version of a contracted offer with the contract that it is.</summary>
/// <param name="Version">The version.</param>
/// <param name="Contract">What the core reads of it.</param>
internal sealed record HeldContract(ContractVersion Version, Contract Contract);
