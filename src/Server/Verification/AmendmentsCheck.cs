using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Verification;

/// <summary>An offer has one open amendment at most, and knows it; an amendment has an order if and only if it was accepted; revisions of quotes have no hole.</summary>
internal static class AmendmentsCheck
{
    /// <summary>The first amendment of which it does not hold.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var rows =
            from amendment in context.Amendments.AsNoTracking()
            join offer in context.ContractedOffers on new { amendment.Reseller, Reference = amendment.OfferReference } equals new { offer.Reseller, offer.Reference }
            orderby amendment.Reseller, amendment.Number
            select new Row(
                amendment, offer.OpenAmendment,
                context.Orders.Where(o => o.Reseller == amendment.Reseller && o.AmendmentNumber == amendment.Number).Select(o => (OrderState?)o.State).FirstOrDefault(),
                context.Orders.Count(o => o.Reseller == amendment.Reseller && o.AmendmentNumber == amendment.Number),
                context.Quotes.Count(q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number),
                context.Quotes.Where(q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number).Max(q => (int?)q.Revision) ?? 0,
                context.Quotes.Where(q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number).Min(q => (int?)q.Revision) ?? 1);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            var name = ResourceNames.Amendment(row.Amendment.CustomerId, row.Amendment.Number);
            if ((BreakOf(row) ?? QuoteBreakOf(row)) is { } what)
                return new(name, what);
        }

        // That of two open ones one is not the offer's was seen above.
        var notEnded = AmendmentStates.Lifecycle.NotEnded.ToArray();
        var astray = await context.ContractedOffers.AsNoTracking()
            .Where(o => o.OpenAmendment != null && !context.Amendments.Any(
                a => a.Reseller == o.Reseller && a.Number == o.OpenAmendment && a.OfferReference == o.Reference && notEnded.Contains(a.State)))
            .OrderBy(o => o.Reseller).ThenBy(o => o.Reference).FirstOrDefaultAsync(cancellation);
        return astray is null ? null : new(ResourceNames.ContractedOffer(astray.CustomerId, astray.Reference), $"it takes {astray.OpenAmendment} for its open amendment, which is none");
    }

    private static string? BreakOf(Row row)
    {
        var isOpen = AmendmentStates.Lifecycle.NotEnded.Contains(row.Amendment.State);
        if (isOpen && row.OpenAmendment != row.Amendment.Number)
            return $"it is open, and its offer takes {row.OpenAmendment ?? "none"} for the open one";
        if (row.Orders > 1)
            return "it has two orders";
        OrderState[] allowed = row.Amendment.State switch
        {
            AmendmentState.Accepted => [OrderState.Created, OrderState.Provisioning],
            AmendmentState.Completed => [OrderState.Delivered],
            AmendmentState.Cancelled => [OrderState.Cancelled],
            _ => [],
        };
        return row.Order is { } order
            ? allowed.Contains(order) ? null : $"it is {row.Amendment.State}, and its order is {order}"
            : row.Amendment.State is AmendmentState.Accepted or AmendmentState.Completed ? $"it is {row.Amendment.State}, and has no order" : null;
    }

    private static string? QuoteBreakOf(Row row)
    {
        if (row.Quotes != row.Amendment.LatestRevision || row.Last != row.Amendment.LatestRevision || row.First != 1)
            return Invariant($"its latest quote is revision {row.Amendment.LatestRevision}, and it has {row.Quotes} up to {row.Last}");
        return row.Amendment.QuotedRevision > row.Amendment.LatestRevision
            || (AmendmentStates.RestsOnQuote(row.Amendment.State) && (row.Amendment.QuotedRevision == 0 || row.Amendment.QuotedRevision != row.Amendment.LatestRevision))
            ? Invariant($"it is {row.Amendment.State} and rests on quote {row.Amendment.QuotedRevision} of {row.Amendment.LatestRevision}")
            : null;
    }

    private sealed record Row(Amendment Amendment, string? OpenAmendment, OrderState? Order, int Orders, int Quotes, int Last, int First);
}
