using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Gives an order up, and its amendment with it; the offer stays as it is.</summary>
internal static class CancelOrder
{
    /// <summary>Gives it up.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the order.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="reason">Why, in the actor's words; empty: not said.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public static async Task<OrderWithOrigin> RunAsync(Write write, PartName name, string etag, string reason)
    {
        var found = await write.OrderForAsync(name, etag, OrderAction.Cancel);
        write.Move(found.Amendment, found.Offer, AmendmentAction.CancelOrder, reason);
        write.Move(OrderStates.Lifecycle, found.Order, OrderAction.Cancel, reason);
        return found;
    }
}
