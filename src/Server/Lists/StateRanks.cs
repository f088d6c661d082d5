using System.Linq.Expressions;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;

namespace MyOpenIP.Server.Lists;

/// <summary>The place of a row's state in its enum: the database holds names, lists sort and compare places.</summary>
internal static class StateRanks
{
    public static readonly Expression<Func<Customer, int>> OfCustomer =
        c => c.State == CustomerState.Active ? 0 : c.State == CustomerState.Suspended ? 1 : 2;

    public static readonly Expression<Func<ContractedOffer, int>> OfContractedOffer =
        o => o.State == ContractState.Ordered ? 0 : o.State == ContractState.Delivered ? 1 : o.State == ContractState.Suspended ? 2 : 3;

    public static readonly Expression<Func<ContractedOffer, int>> OfOrderType = o => o.OrderType == OrderType.Creation ? 0 : 1;

    public static readonly Expression<Func<Order, int>> OfOrder =
        o => o.State == OrderState.Created ? 0 : o.State == OrderState.Provisioning ? 1 : o.State == OrderState.Delivered ? 2 : 3;

    /// <param name="now">The instant as of which drafts and quotes are expired; see <see cref="AmendmentStates.AsOf(Amendment, DateTimeOffset)"/>.</param>
    public static Expression<Func<Amendment, int>> OfAmendment(DateTimeOffset now) => a =>
        a.State == AmendmentState.Expired ? 7
        : a.State == AmendmentState.Accepted ? 3
        : a.State == AmendmentState.Completed ? 4
        : a.State == AmendmentState.Declined ? 5
        : a.State == AmendmentState.Cancelled ? 6
        : a.ExpiresAt <= now ? 7
        : a.State == AmendmentState.Draft ? 0
        : a.State == AmendmentState.Quoted ? 1
        : 2;
}
