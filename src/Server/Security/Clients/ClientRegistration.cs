using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Clients;

/// <summary>
/// Registers the systems that call the API, gives them other secrets, and closes their access. The row and its audit are one
/// write; a secret is handed back once and never stored.
/// </summary>
internal static partial class ClientRegistration
{
    /// <summary>Form of a name.</summary>
    public const string NameForm = "2 to 64 lower-case letters, digits, - and ., a letter first";

    private const int LongestRedirect = 1024;

    /// <summary>Registers a client.</summary>
    /// <param name="write">The write.</param>
    /// <param name="client">What it is.</param>
    /// <param name="scopes">The services that it may call; none: all.</param>
    /// <param name="redirects">Of a portal, the addresses to which it wants persons back, as it will name them.</param>
    /// <returns>Its secret.</returns>
    /// <exception cref="ClientRefusedException">Something of it is wrong: all of it.</exception>
    public static async Task<string> AddAsync(Write write, Client client, IReadOnlyList<string> scopes, params IReadOnlyList<string> redirects)
    {
        string[] faults = [.. Faults(client, scopes), .. Faults(client, redirects.ToArray())];
        if (faults.Length > 0)
            throw new ClientRefusedException(string.Join(Environment.NewLine, faults));
        if (await FindAsync(write, client.Name) is not null)
            throw new ClientRefusedException($"The client {client.Name} is registered already: rotate gives it another secret.");
        var secret = ClientSecrets.Make();
        var row = new OpenIddictEntityFrameworkCoreApplication
        {
            Id = Guid.NewGuid().ToString(),
            ConcurrencyToken = Guid.NewGuid().ToString(),
            ClientId = client.Name,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            ClientSecret = ClientSecrets.Hash(secret),
            RedirectUris = client.IsPortal ? JsonSerializer.Serialize(redirects) : null,
            Requirements = client.IsPortal ? JsonSerializer.Serialize((string[])[Requirements.Features.ProofKeyForCodeExchange]) : null,
            Permissions = JsonSerializer.Serialize((string[])
            [
                Permissions.Endpoints.Token,
                .. (string[])(client.IsPortal
                    ? [Permissions.Endpoints.Authorization, Permissions.Endpoints.Revocation, Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code]
                    : [Permissions.GrantTypes.ClientCredentials]),
                .. (scopes.Count > 0 ? scopes : Scopes.All).Order(StringComparer.Ordinal).Select(s => Permissions.Prefixes.Scope + s),
            ]),
        };
        client.WriteTo(row);
        write.Context.Add(row);
        write.Tell(client.Reseller ?? "", "AddClient", Subject(client.Name));
        return secret;
    }

    /// <summary>Registers a client, or gives the one of its name another secret.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public static async Task<string> AddOrRotateAsync(Write write, Client client) =>
        await FindAsync(write, client.Name) is null ? await AddAsync(write, client, []) : await RotateAsync(write, client.Name);

    /// <summary>Gives a client another secret; the one before is refused from now on. Tokens that it has stay good until they end.</summary>
    /// <exception cref="ClientRefusedException">There is no such client.</exception>
    public static async Task<string> RotateAsync(Write write, string name)
    {
        var (row, client) = await GetAsync(write, name);
        var secret = ClientSecrets.Make();
        (row.ClientSecret, row.ConcurrencyToken) = (ClientSecrets.Hash(secret), Guid.NewGuid().ToString());
        write.Tell(client.Reseller ?? "", "RotateClient", Subject(name));
        return secret;
    }

    /// <summary>Closes the access of a client: it gets no token any more, and those that it has are refused within a minute.</summary>
    /// <exception cref="ClientRefusedException">There is no such client.</exception>
    public static async Task DisableAsync(Write write, string name)
    {
        var (row, client) = await GetAsync(write, name);
        if (client.IsDisabled)
            return;
        (client with { IsDisabled = true }).WriteTo(row);
        row.ConcurrencyToken = Guid.NewGuid().ToString();
        write.Tell(client.Reseller ?? "", "DisableClient", Subject(name));
    }

    /// <summary>The services that a client may call.</summary>
    public static IEnumerable<string> ScopesOf(OpenIddictEntityFrameworkCoreApplication row) =>
        from permission in JsonSerializer.Deserialize<string[]>(row.Permissions ?? "[]")!
        where permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal)
        select permission[Permissions.Prefixes.Scope.Length..];

    private static string Subject(string name) => $"clients/{name}";

    private static async Task<(OpenIddictEntityFrameworkCoreApplication Row, Client Client)> GetAsync(Write write, string name) =>
        await FindAsync(write, name) is { } row && Client.Of(row) is { } client
            ? (row, client)
            : throw new ClientRefusedException($"There is no client {name}: list names those that there are.");

    private static Task<OpenIddictEntityFrameworkCoreApplication?> FindAsync(Write write, string name) =>
        write.Context.Set<OpenIddictEntityFrameworkCoreApplication>().SingleOrDefaultAsync(a => a.ClientId == name, write.Cancellation);

    private static IEnumerable<string> Faults(Client client, IReadOnlyList<string> scopes)
    {
        if (!Name().IsMatch(client.Name))
            yield return $"\"{client.Name}\" is no name of a client: it takes {NameForm}.";
        if (client.Role is ActorRole.Reseller && client.Reseller is null)
            yield return "A client of role reseller needs the code of its reseller: --reseller.";
        if (client.Role is not ActorRole.Reseller && client.Reseller is not null)
            yield return $"A client of role {client.Kind} belongs to no reseller: leave --reseller out.";
        foreach (var unknown in scopes.Except(Scopes.All, StringComparer.Ordinal))
            yield return $"{unknown} is no scope. The scopes are {string.Join(", ", Scopes.All)}.";
    }

    private static IEnumerable<string> Faults(Client client, string[] redirects)
    {
        if (client.IsPortal && redirects.Length == 0)
            yield return "A portal needs the address to which it wants persons back: --redirect.";
        if (!client.IsPortal && redirects.Length > 0)
            yield return $"A client of role {client.Kind} acts for itself, and nobody logs in there: leave --redirect out.";
        foreach (var wrong in redirects.Where(r => !IsRedirect(r)))
            yield return $"{wrong} is no address to come back to: it takes a whole one that begins with https:// (or with http:// on the machine of a developer, such as http://localhost:3000/back), without # and *.";
    }

    /// <summary>Whether an address is one that codes may be sent to: exactly this one, not read on the way.</summary>
    private static bool IsRedirect(string text) =>
        text.Length <= LongestRedirect && Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Fragment: "", UserInfo: "" }
        && !text.Contains('*', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal) && address.Host.Length > 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    [GeneratedRegex(@"^[a-z][a-z0-9.-]{1,63}\z")]
    private static partial Regex Name();
}

/// <summary>A client is not registered or changed: the message says why.</summary>
internal sealed class ClientRefusedException(string message) : Exception(message);
