using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// Ends what ran out of time: drafts that nobody touched, quotes that nobody accepted. Such amendments read as expired before;
/// this writes it down. Only what still stands there moves, so that a repeat does nothing.
/// </summary>
internal static class ExpireAmendments
{
    /// <summary>Ends those that ran out of time longest ago.</summary>
    /// <param name="write">The write.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were ended.</returns>
    public static async Task<int> RunAsync(Write write, int most)
    {
        var (context, now, canExpire) = (write.Context, write.Now, AmendmentStates.CanExpire.ToArray());
        var ended = await (
            from amendment in context.Amendments
            where EF.Constant(canExpire).Contains(amendment.State) && amendment.ExpiresAt <= now
            orderby amendment.ExpiresAt, amendment.Number
            join offer in context.ContractedOffers
                on new { amendment.Reseller, Reference = amendment.OfferReference } equals new { offer.Reseller, offer.Reference }
            select new { Amendment = amendment, Offer = offer }).Take(most).ToListAsync(write.Cancellation);
        foreach (var found in ended)
            write.Move(found.Amendment, found.Offer, AmendmentAction.Expire);
        return ended.Count;
    }

    /// <summary>Ends the amendment of an offer that ran out of time, for the next to be opened.</summary>
    public static async Task MakeRoomAsync(Write write, ContractedOffer offer)
    {
        var old = await write.Context.Amendments.SingleAsync(
            a => a.Reseller == offer.Reseller && a.Number == offer.OpenAmendment, write.Cancellation);
        write.Move(old, offer, AmendmentAction.Expire);
    }
}
