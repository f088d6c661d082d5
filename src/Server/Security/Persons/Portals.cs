using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Storage;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>The portals that may send persons here to log in, each with the addresses to which it wants them back.</summary>
internal sealed class Portals(StorageContexts contexts, Standing standing)
{
    /// <summary>Where the portal of a request wants the person back.</summary>
    /// <param name="query">The request, in a query.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The address, one of those that are registered; null: no such portal, or no such address of it.</returns>
    public async Task<Uri?> FindAsync(IQueryCollection query, CancellationToken cancellation)
    {
        if (query[Parameters.ClientId] is not [{ } name] || query[Parameters.RedirectUri] is not [{ } asked])
            return null;
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return await context.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == name, cancellation) is { } row
            && Client.Of(row) is { IsPortal: true } client && standing.IsLetIn(client) && RedirectsOf(row).Contains(asked, StringComparer.Ordinal)
                ? new Uri(asked)
                : null;
    }

    /// <summary>The addresses of a portal.</summary>
    public static IReadOnlyList<string> RedirectsOf(OpenIddictEntityFrameworkCoreApplication row) => JsonSerializer.Deserialize<string[]>(row.RedirectUris ?? "[]")!;
}
