using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>Reads contracts as the database has them.</summary>
internal static class StoredContracts
{
    /// <summary>What the customer has by a version of a contracted offer, its current one when none is given; no such version: null.</summary>
    public static async Task<Contract?> ReadContractAsync(
        this StorageContext context, ContractedOffer offer, int? number, CancellationToken cancellation)
    {
        var wanted = number ?? offer.CurrentVersion;
        var version = await context.VersionsOf(offer).AsNoTracking().SingleOrDefaultAsync(v => v.Number == wanted, cancellation);
        return version is null ? null : ContractStore.ToContract(offer, version);
    }
}
