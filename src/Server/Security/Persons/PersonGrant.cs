using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Storage;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>Gives a portal the tokens of a person for a code or a refresh token, as long as both still stand as they did at the login.</summary>
internal sealed class PersonGrant(StorageContexts contexts, Standing standing) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    /// <summary>How the issuer comes to it: once it knows whose the code or token is.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
        .UseSingletonHandler<PersonGrant>().SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 1)
        .SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsAuthorizationCodeGrantType() && !context.Request.IsRefreshTokenGrantType())
            return;
        await using var storage = await contexts.OpenAsync(Actor.Service, context.CancellationToken);
        var row = await storage.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == context.ClientId, context.CancellationToken);
        if (row is null || Client.Of(row) is not { IsPortal: true } client || !standing.IsLetIn(client))
        {
            context.Reject(Errors.InvalidClient);
            return;
        }
        var (id, stamp) = (context.Principal?.GetClaim(Claims.Subject), context.Principal?.GetClaim(TokenRules.StampClaim));
        var account = await storage.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, context.CancellationToken);
        if (account is not { IsDisabled: false } || stamp is null || account.SecurityStamp != stamp)
            context.Reject(Errors.InvalidGrant, "The login has ended.");
    }
}
