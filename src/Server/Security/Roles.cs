using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Security;

/// <summary>Refuses what a caller's role does not allow.</summary>
internal static class Roles
{
    /// <exception cref="Fault">PERMISSION_DENIED: the caller is not the operator.</exception>
    public static void RequireOperator(Caller caller)
    {
        if (!caller.IsOperator)
            throw Fault.PermissionDenied();
    }

    /// <exception cref="Fault">PERMISSION_DENIED: the caller is neither the operator nor an internal system.</exception>
    public static void RequireOperatorOrInternal(Caller caller)
    {
        if (!caller.IsOperatorOrInternal)
            throw Fault.PermissionDenied();
    }
}
