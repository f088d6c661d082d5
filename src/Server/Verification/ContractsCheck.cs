using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Verification;

/// <summary>Versions of a contract go from 1 to the current one without hole, each with the terms that its digest says and the order that made it; nothing held is negative.</summary>
internal static class ContractsCheck
{
    /// <summary>The first version of which it does not hold.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var rows =
            from offer in context.ContractedOffers.AsNoTracking()
            join version in context.ContractVersions on new { offer.Reseller, offer.Reference } equals new { version.Reseller, Reference = version.OfferReference } into versions
            from version in versions.DefaultIfEmpty()
            orderby offer.Reseller, offer.Reference, version.Number
            select new { Offer = offer, Version = version };
        ContractedOffer? last = null;
        var number = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            if (last is not null && last.Reference != row.Offer.Reference && number != last.CurrentVersion)
                return EndsAt(last, number);
            number = last?.Reference == row.Offer.Reference ? number + 1 : 1;
            last = row.Offer;
            if (row.Version is null)
                return EndsAt(row.Offer, 0);
            if (row.Version.Number != number)
                return new(NameOf(row.Offer), Invariant($"its versions have {row.Version.Number} where {number} should be"));
            if (await BreakAsync(verified, row.Offer, row.Version) is { } what)
                return new(Invariant($"{NameOf(row.Offer)} version {number}"), what);
        }
        return last is not null && number != last.CurrentVersion ? EndsAt(last, number) : null;
    }

    private static Break EndsAt(ContractedOffer offer, int number) => new(NameOf(offer), Invariant($"its current version is {offer.CurrentVersion}, and its versions end at {number}"));

    private static string NameOf(ContractedOffer offer) => ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference);

    private static async Task<string?> BreakAsync(Verified verified, ContractedOffer offer, ContractVersion version)
    {
        if (!SHA256.HashData(version.Terms).AsSpan().SequenceEqual(version.TermsDigest))
            return "its terms are not what their digest says";
        var contract = ContractStore.ToContract(offer, version);
        foreach (var line in contract.Lines)
            if (line.Lots.Any(l => l.Quantity < 0 || l.UnitPrice < 0m) || line.Lots.DistinctBy(l => l.Number).Count() != line.Lots.Count)
                return $"a lot of {line.ProductCode} is negative, or there twice";
        if (!version.Imported && !await verified.Context.Orders.AnyAsync(
            o => o.Reseller == version.Reseller && o.Number == version.OrderNumber && o.OfferReference == version.OfferReference
                && o.OfferVersionWritten == version.Number && o.State == OrderState.Delivered, verified.Cancellation))
            return $"no delivered order {version.OrderNumber} made it";
        if (version.Number != offer.CurrentVersion)
            return null;
        var held = await verified.Context.Set<HeldProduct>().AsNoTracking().Where(p => p.Reseller == offer.Reseller && p.OfferReference == offer.Reference && p.Quantity != 0)
            .ToDictionaryAsync(p => p.ProductCode, p => p.Quantity, verified.Cancellation);
        foreach (var line in contract.Lines.Where(l => l.Quantity > 0))
            if (!held.Remove(line.ProductCode, out var quantity) || quantity != line.Quantity)
                return Invariant($"it has {line.Quantity} of {line.ProductCode}, and lists find {quantity}");
        return held.Count > 0 ? $"lists find {held.Keys.First()} in it, of which it has none" : null;
    }
}
