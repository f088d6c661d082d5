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

    /// <summary>The caller that the authentication handler recognised; none: null.</summary>
    public static Caller? From(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { } name }
        ? new Caller(name, Enum.Parse<ActorRole>(user.FindFirstValue(RoleClaim)!), user.FindFirstValue(ResellerClaim))
        : null;

    /// <summary>The caller of this call, put there by the interceptor that checks every call.</summary>
    public static Caller Of(ServerCallContext call) => (Caller)call.UserState[typeof(Caller)];
}
