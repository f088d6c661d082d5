using System.Security.Claims;
using Microsoft.AspNetCore;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Security.Transport;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Issuing;

/// <summary>Gives a client that has shown its secret a token: for its role, its reseller, and the scopes that it asks for, or all of its own.</summary>
internal sealed class ClientCredentialsGrant(IOpenIddictApplicationManager applications, Standing standing, ClientCertificates certificates) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    /// <summary>How the issuer comes to it.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<ClientCredentialsGrant>().SetOrder(0).SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
            return;
        var row = (OpenIddictEntityFrameworkCoreApplication)(await applications.FindByClientIdAsync(context.ClientId!, context.CancellationToken))!;
        if (Client.Of(row) is not { Role: { } role } client || !standing.IsLetIn(client)
            || !certificates.Allow(context.Transaction.GetHttpRequest()!.HttpContext, role, client.Name))
        {
            context.Reject(Errors.InvalidClient);
            return;
        }
        var identity = new ClaimsIdentity("client_credentials", Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, client.Name).SetClaim(Claims.Role, RoleNames.Of(role));
        if (client.Reseller is { } reseller)
            identity.SetClaim(TokenRules.ResellerClaim, reseller);
        var asked = context.Request.GetScopes();
        identity.SetScopes(asked.IsEmpty ? ClientRegistration.ScopesOf(row) : asked);
        identity.SetResources(TokenRules.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }
}
