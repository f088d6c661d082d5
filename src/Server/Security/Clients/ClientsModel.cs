using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Security.Clients;

/// <summary>What the audit tells of the rows of the library of OAuth: of clients all but their secrets, of tokens nothing.</summary>
internal static class ClientsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<OpenIddictEntityFrameworkCoreApplication>(client =>
        {
            client.Property(c => c.ClientSecret).IsSecret();
            client.Property(c => c.ConcurrencyToken).IsSecret();
        });
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization>().IsUnaudited();
        model.Entity<OpenIddictEntityFrameworkCoreScope>().IsUnaudited();
        model.Entity<OpenIddictEntityFrameworkCoreToken>().IsUnaudited();
    }
}
