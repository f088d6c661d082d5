using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Begins to carry an order out.</summary>
internal static class StartProvisioning
{
    /// <summary>Begins it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the order.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public static async Task<OrderWithOrigin> RunAsync(Write write, PartName name, string etag)
    {
        var found = await write.OrderForAsync(name, etag, OrderAction.StartProvisioning);
        write.Move(OrderStates.Lifecycle, found.Order, OrderAction.StartProvisioning);
        return found;
    }
}
