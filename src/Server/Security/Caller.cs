using System.Collections.Frozen;
using System.Security.Claims;
using Grpc.Core;

namespace MyOpenIP.Server.Security;

/// <summary>Who calls. Idempotency, approvals and page tokens are bound to it; every read is filtered by it.</summary>
internal sealed record Caller(string Identifier, ActorRole Role, string? Reseller) : Actor(Identifier, Role, Reseller)
{
    /// <summary>The services that its credentials are for (<see cref="Security.Scopes"/>); null: all.</summary>
    public FrozenSet<string>? Scopes { get; init; }

    /// <summary>Its name where it is registered: its identifier without what kind of caller it is.</summary>
    public string Name => Identifier[(Identifier.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The caller that the authentication handler recognised; none: null.</summary>
    public static Caller? From(ClaimsPrincipal user) => (user as CallerPrincipal)?.Caller;

    /// <summary>The caller of this call, put there by the interceptor that checks every call.</summary>
    public static Caller Of(ServerCallContext call) => (Caller)call.UserState[typeof(Caller)];
}

/// <summary>A caller as the framework carries it from the authentication to the call; kept as long as its token.</summary>
internal sealed class CallerPrincipal(Caller caller) : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Identifier)], "caller"))
{
    /// <summary>The caller.</summary>
    public Caller Caller => caller;
}
