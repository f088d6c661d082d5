using System.Security.Claims;
using Grpc.Core;

namespace MyOpenIP.Server.Security;

/// <summary>Who calls. Idempotency, approvals and page tokens are bound to it; every read is filtered by it.</summary>
internal sealed record Caller(string Identifier, ActorRole Role, string? Reseller) : Actor(Identifier, Role, Reseller)
{
    /// <summary>Claim that carries the role.</summary>
    public const string RoleClaim = "role";

    /// <summary>Claim that carries the code of the reseller.</summary>
    public const string ResellerClaim = "reseller";

    /// <summary>The caller that the authentication handler recognised; none, or one whose role and reseller do not go together: null.</summary>
    public static Caller? From(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } name }
            || user.FindAll(RoleClaim).Select(c => c.Value).ToArray() is not [var claimed]
            || !Enum.TryParse<ActorRole>(claimed, out var role) || !Enum.IsDefined(role) || role is ActorRole.Service
            || user.FindAll(ResellerClaim).Select(c => c.Value).ToArray() is not { Length: <= 1 } resellers)
            return null;
        return resellers.SingleOrDefault() is var reseller && HasItsReseller(role, reseller) ? new Caller(name, role, reseller) : null;
    }

    /// <summary>The caller of this call, put there by the interceptor that checks every call.</summary>
    public static Caller Of(ServerCallContext call) => (Caller)call.UserState[typeof(Caller)];
}
