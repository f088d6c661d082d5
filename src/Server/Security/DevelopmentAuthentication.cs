using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MyOpenIP.Server.Security;

/// <summary>
/// Believes what the caller says of itself, from this machine only: <c>authorization: Dev operator</c>,
/// <c>Dev reseller:NAME</c>, <c>Dev internal:NAME</c>, <c>Dev diagnostics:NAME</c>, or nothing (operator). Refused in Production. The only file that a real handler replaces.
/// </summary>
internal sealed class DevelopmentAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme, and first word of the header.</summary>
    public const string Name = "Dev";

    /// <summary>What the operator says of itself; the server, when it calls itself.</summary>
    public const string OperatorCredentials = $"{Name} operator";

    private const string ResellerKind = "reseller:";
    private const string InternalKind = "internal:";
    private const string DiagnosticsKind = "diagnostics:";
    private const int LongestName = 64;

    /// <summary>Adds the handler.</summary>
    /// <exception cref="StartRefusedException">The environment is Production.</exception>
    public static void Add(IServiceCollection services, IHostEnvironment environment)
    {
        if (environment.IsProduction())
            throw new StartRefusedException(
                "Development authentication believes every caller and is refused in Production. Set ASPNETCORE_ENVIRONMENT=Development to use it.");
        services.AddAuthentication(Name).AddScheme<AuthenticationSchemeOptions, DevelopmentAuthentication>(Name, null);
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (Context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return AuthenticateResult.Fail("Development authentication serves this machine only.");
        if (Request.Headers.Authorization.Count > 1)
            return AuthenticateResult.Fail("More than one authorization header.");
        var credentials = Request.Headers.Authorization.ToString();
        if (credentials is "" or OperatorCredentials)
            return Recognised("operator", ActorRole.Operator, null);
        if (NameIn(credentials, ResellerKind) is { } reseller)
            return Recognised(ResellerKind + reseller, ActorRole.Reseller, reseller);
        if (NameIn(credentials, InternalKind) is { } system)
            return Recognised(InternalKind + system, ActorRole.InternalSystem, null);
        return NameIn(credentials, DiagnosticsKind) is { } person
            ? Recognised(DiagnosticsKind + person, ActorRole.Diagnostics, null)
            : AuthenticateResult.Fail("Unknown caller.");
    }

    private static string? NameIn(string credentials, string kind) =>
        credentials.StartsWith($"{Name} {kind}", StringComparison.Ordinal)
        && credentials[(Name.Length + 1 + kind.Length)..] is { Length: > 0 and <= LongestName } name
            ? name
            : null;

    private static AuthenticateResult Recognised(string identifier, ActorRole role, string? reseller)
    {
        var identity = new ClaimsIdentity(Name, ClaimTypes.Name, Caller.RoleClaim);
        identity.AddClaim(new Claim(ClaimTypes.Name, identifier));
        identity.AddClaim(new Claim(Caller.RoleClaim, role.ToString()));
        if (reseller is not null)
            identity.AddClaim(new Claim(Caller.ResellerClaim, reseller));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}
