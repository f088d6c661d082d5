using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>What is done to an order. The names stand in histories and audits; those that callers may ask for have them on the wire.</summary>
internal enum OrderAction
{
    /// <summary>A quote is accepted.</summary>
    Create,

    /// <summary>It is begun.</summary>
    StartProvisioning,

    /// <summary>It is delivered.</summary>
    Deliver,

    /// <summary>It is given up.</summary>
    Cancel,
}

/// <summary>The states of an order.</summary>
internal static class OrderStates
{
    private static readonly OrderState[] UnderWay = [OrderState.Created, OrderState.Provisioning];

    /// <summary>Which are reached from which, by what, and by whom.</summary>
    public static Lifecycle<OrderState, OrderAction> Lifecycle { get; } = new(
        new(OrderAction.Create, [], OrderState.Created, Who.OperatorOrSigner),
        new(OrderAction.StartProvisioning, [OrderState.Created], OrderState.Provisioning, Who.OperatorOrInternal),
        new(OrderAction.Deliver, UnderWay, OrderState.Delivered, Who.OperatorOrInternal),
        new(OrderAction.Cancel, UnderWay, OrderState.Cancelled, Who.OperatorOrInternal));

    /// <summary>Refuses an action that the state does not allow.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED.</exception>
    public static void Require(Order order, OrderAction action)
    {
        if (!Lifecycle[action].From.Contains(order.State))
            throw StateFaults.NotAllowed(ResourceNames.Order(order.CustomerId, order.Number), order.State, Lifecycle[action].From);
    }
}
