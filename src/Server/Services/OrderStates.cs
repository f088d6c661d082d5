using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Services;

/// <summary>The states of an order, and what each allows.</summary>
internal static class OrderStates
{
    private static readonly OrderState[] Deliverable = [OrderState.Created, OrderState.Provisioning];

    /// <summary>What a caller may do in a state.</summary>
    public static IEnumerable<OrderAction> AvailableTo(Caller caller, OrderState state) =>
        caller.IsOperator && Deliverable.Contains(state) ? [OrderAction.Deliver] : [];

    /// <exception cref="Fault">STATE_NOT_ALLOWED.</exception>
    public static void RequireDeliverable(Order order)
    {
        if (!Deliverable.Contains(order.State))
            throw AmendmentStates.StateNotAllowed(
                ResourceNames.Order(order.CustomerId, order.Number), AmendmentStates.NameOf(order.State), Deliverable.Select(AmendmentStates.NameOf));
    }
}
