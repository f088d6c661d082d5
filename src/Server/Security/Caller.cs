using System.Security.Claims;
using Grpc.Core;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Security;

/// <summary>Who calls. Idempotency, approvals and page tokens are bound to it; every read is filtered by it.</summary>
/// <param name="Identifier">Identifier, unique over all callers.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Reseller">Code of its reseller; none: it sees every reseller's customers.</param>
internal sealed record Caller(string Identifier, CallerRole Role, string? Reseller)
{
    /// <summary>Claim that carries the role.</summary>
    public const string RoleClaim = "role";

    /// <summary>Claim that carries the code of the reseller.</summary>
    public const string ResellerClaim = "reseller";

    /// <summary>Whether it may do what only an operator may.</summary>
    public bool IsOperator => Role is CallerRole.Operator;

    /// <summary>Whether it may carry out orders and bring in what other systems know: the operator, or an internal system.</summary>
    public bool IsOperatorOrInternal => Role is CallerRole.Operator or CallerRole.InternalSystem;

    /// <summary>The role whose authority over manual discounts is judged; an internal system has no more of it than a reseller.</summary>
    public AskerRole AsksAs => IsOperator ? AskerRole.Operator : AskerRole.Reseller;

    /// <summary>Whether it may see what belongs to <paramref name="reseller"/>.</summary>
    public bool MaySee(string reseller) => Reseller is null || Reseller == reseller;

    /// <summary>The caller that the authentication handler recognised; none: null.</summary>
    public static Caller? From(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { } name }
        ? new Caller(name, Enum.Parse<CallerRole>(user.FindFirstValue(RoleClaim)!), user.FindFirstValue(ResellerClaim))
        : null;

    /// <summary>The caller of this call, put there by the interceptor that checks every call.</summary>
    public static Caller Of(ServerCallContext call) => (Caller)call.UserState[typeof(Caller)];
}

/// <summary>Roles of callers.</summary>
internal enum CallerRole
{
    /// <summary>openIP's own staff: sees all customers, validates on behalf of a customer, delivers.</summary>
    Operator,

    /// <summary>A reseller: sees its own customers only.</summary>
    Reseller,

    /// <summary>A system of openIP's own: sees all customers, carries out orders and imports; commits nothing for anyone.</summary>
    InternalSystem,
}
