using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Security;

/// <summary>Refuses what an actor's role does not allow.</summary>
internal static class Roles
{
    /// <exception cref="Fault">PERMISSION_DENIED: the actor is not the operator.</exception>
    public static void RequireOperator(Actor actor)
    {
        if (!actor.IsOperator)
            throw Fault.RoleNotAllowed(ActorRole.Operator);
    }

    /// <exception cref="Fault">PERMISSION_DENIED: the actor is neither the operator nor an internal system.</exception>
    public static void RequireOperatorOrInternal(Actor actor)
    {
        if (!actor.IsOperatorOrInternal)
            throw Fault.RoleNotAllowed(ActorRole.Operator, ActorRole.InternalSystem);
    }
}
