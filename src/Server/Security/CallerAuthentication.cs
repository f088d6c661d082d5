using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Security.Transport;

namespace MyOpenIP.Server.Security;

/// <summary>
/// Finds the caller of every request, by its authorization header: an access token, the server's own word to itself, and in
/// Development what a caller of this machine says of itself. Why one is not found is told to nobody.
/// </summary>
internal sealed class CallerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IHostEnvironment environment, AccessTokens tokens, OwnCalls own,
    ClientCertificates certificates)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "Caller";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count > 1)
            return AuthenticateResult.NoResult();
        var credentials = Request.Headers.Authorization.ToString();
        if (credentials.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return await tokens.FindAsync(credentials[Bearer.Length..], Context.RequestAborted) is { } found && certificates.Allow(Context, found.Caller.Role, found.Caller.Name)
                ? Result(found)
                : AuthenticateResult.NoResult();
        if (own.IsOwn(credentials))
            return Result(OwnCalls.Principal);
        return environment.IsDevelopment() && DevelopmentCallers.Of(Context, credentials) is { } caller
            ? Result(new CallerPrincipal(caller))
            : AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Result(CallerPrincipal principal) =>
        AuthenticateResult.Success(new AuthenticationTicket(principal, Name));
}
