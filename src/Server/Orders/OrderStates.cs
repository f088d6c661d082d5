using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Orders;

/// <summary>The states of an order, and what each allows.</summary>
internal static class OrderStates
{
    private static readonly OrderAction[] Actions = [OrderAction.StartProvisioning, OrderAction.Deliver, OrderAction.Cancel];

    /// <summary>The states in which each action is allowed.</summary>
    public static IReadOnlyList<OrderState> Allowing(OrderAction action) => action switch
    {
        OrderAction.StartProvisioning => [OrderState.Created],
        OrderAction.Deliver or OrderAction.Cancel => [OrderState.Created, OrderState.Provisioning],
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action of no known kind."),
    };

    /// <summary>What a caller may do in a state.</summary>
    public static IEnumerable<OrderAction> AvailableTo(Caller caller, OrderState state) =>
        caller.IsOperatorOrInternal ? Actions.Where(a => Allowing(a).Contains(state)) : [];

    /// <summary>Refuses an action that the state does not allow.</summary>
    /// <exception cref="Fault">STATE_NOT_ALLOWED.</exception>
    public static void Require(Order order, OrderAction action)
    {
        if (!Allowing(action).Contains(order.State))
            throw StateFaults.NotAllowed(ResourceNames.Order(order.CustomerId, order.Number), order.State, Allowing(action));
    }
}
