using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Persons.Pages;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Storage;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Where a portal sends a person: on to the login page, and from there, with a ticket, back to the portal with a code. The issuer
/// has looked at the request already: a registered portal, an address of it, a challenge of PKCE.
/// </summary>
internal sealed class AuthorizationDoor(Tickets tickets, StorageContexts contexts)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/connect/authorize";

    /// <summary>Sends on, or back.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The issuer has not looked at the request.");
        http.Response.Headers.CacheControl = "no-store";
        if (tickets.Take(http) is { } ticket && await PrincipalAsync(ticket.Account, ticket.Stamp, request, http.RequestAborted) is { } person)
            await http.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, person);
        else if (request.HasPromptValue(PromptValues.None))
            await http.ForbidAsync(
                OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
                new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired }));
        else
            http.Response.Redirect($"..{LogInPage.Path}{http.Request.QueryString}");
    }

    private async Task<ClaimsPrincipal?> PrincipalAsync(string id, string stamp, OpenIddictRequest request, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        if (await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { IsDisabled: false } account || account.SecurityStamp != stamp)
            return null;
        var portal = await context.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().SingleAsync(a => a.ClientId == request.ClientId, cancellation);
        var identity = new ClaimsIdentity("login", Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Id).SetClaim(Claims.PreferredUsername, account.UserName)
            .SetClaim(Claims.Role, RoleNames.Of(account.Role)).SetClaim(TokenRules.StampClaim, account.SecurityStamp);
        if (account.Reseller is { } reseller)
            identity.SetClaim(TokenRules.ResellerClaim, reseller);
        var asked = request.GetScopes();
        identity.SetScopes(asked.Intersect(Scopes.All).Any() ? asked : asked.Union(ClientRegistration.ScopesOf(portal)));
        identity.SetResources(TokenRules.Audience);
        identity.SetDestinations(claim => claim.Type switch
        {
            Claims.PreferredUsername => [Destinations.IdentityToken],
            TokenRules.StampClaim => [Destinations.AccessToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return new ClaimsPrincipal(identity);
    }
}
