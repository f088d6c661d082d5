using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Storage;
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
    /// <param name="state">The state whose amendments are ended; null: all that time ends.</param>
    /// <returns>How many were ended.</returns>
    public static async Task<int> RunAsync(Write write, int most, AmendmentState? state = null)
    {
        var (context, now, canExpire) = (write.Context, write.Now, AmendmentStates.CanExpire.ToArray());
        var ended = await (
            from amendment in context.Amendments
            where EF.Constant(canExpire).Contains(amendment.State) && amendment.ExpiresAt <= now && (state == null || amendment.State == state)
            orderby amendment.ExpiresAt, amendment.Number
            join offer in context.ContractedOffers
                on new { amendment.Reseller, Reference = amendment.OfferReference } equals new { offer.Reseller, offer.Reference }
            select new { Amendment = amendment, Offer = offer }).Take(most).ToListAsync(write.Cancellation);
        foreach (var found in ended)
            write.Move(found.Amendment, found.Offer, AmendmentAction.Expire);
        return ended.Count;
    }

    /// <summary>Whether any in a state ran out of time.</summary>
    public static Task<bool> IsAnyDueAsync(StorageContext context, AmendmentState state, DateTimeOffset now, CancellationToken cancellation)
    {
        // All that can expire: that is what the index has.
        var canExpire = AmendmentStates.CanExpire.ToArray();
        return context.Amendments.AnyAsync(a => EF.Constant(canExpire).Contains(a.State) && a.ExpiresAt <= now && a.State == state, cancellation);
    }

    /// <summary>Ends the amendment of an offer that ran out of time, for the next to be opened.</summary>
    public static async Task MakeRoomAsync(Write write, ContractedOffer offer)
    {
        var old = await write.Context.Amendments.SingleAsync(
            a => a.Reseller == offer.Reseller && a.Number == offer.OpenAmendment, write.Cancellation);
        write.Move(old, offer, AmendmentAction.Expire);
    }
}
