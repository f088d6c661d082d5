using System.Collections.Frozen;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Tokens;

/// <summary>
/// Access tokens as callers. A token is checked once and remembered until it expires, by its digest, the least used forgotten
/// first where there are many; whether its client still stands is looked at again every so often.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    /// <summary>Most tokens that are remembered.</summary>
    private const int MostRemembered = 10_000;

    private readonly TokenRules rules;
    private readonly Standing standing;
    private readonly SigningKeys keys;
    private MemoryCache remembered = Empty();

    /// <summary>Begins with nothing remembered.</summary>
    public AccessTokens(TokenRules rules, Standing standing, SigningKeys keys)
    {
        (this.rules, this.standing, this.keys) = (rules, standing, keys);
        keys.Changed += Forget;
    }

    /// <summary>The caller of a token; null: it is none that is let in.</summary>
    public ValueTask<CallerPrincipal?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > TokenRules.LongestToken)
            return ValueTask.FromResult<CallerPrincipal?>(null);
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return remembered.TryGetValue(digest, out Known? known) && standing.IsFresh(known!)
            ? ValueTask.FromResult<CallerPrincipal?>(known!.Principal)
            : new(FindAsync(token, digest, known, cancellation));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keys.Changed -= Forget;
        remembered.Dispose();
    }

    private async Task<CallerPrincipal?> FindAsync(string token, string digest, Known? known, CancellationToken cancellation)
    {
        if (known is null)
        {
            if (await rules.ReadAsync(token) is not { } read || CallerOf(read.Claims) is not { } caller)
                return null;
            known = new(new CallerPrincipal(caller), read.Claims.FindFirst(Claims.ClientId)!.Value, read.Until);
            remembered.Set(digest, known, new MemoryCacheEntryOptions { Size = 1 });
        }
        return await standing.IsStandingAsync(known, cancellation) ? known.Principal : null;
    }

    /// <summary>The caller that the claims name; null: they are not those of one.</summary>
    private static Caller? CallerOf(ClaimsIdentity claims)
    {
        if (Single(claims, Claims.Subject) is not { } subject || Single(claims, Claims.ClientId) is not { } client
            || Single(claims, Claims.Role) is not { } name || RoleNames.Read(name) is not { } role)
            return null;
        var reseller = Single(claims, TokenClaims.Reseller);
        if (!Actor.HasItsReseller(role, reseller))
            return null;
        return new Caller(subject == client ? $"client:{client}" : $"user:{subject}", role, reseller)
        {
            Scopes = (Single(claims, Claims.Scope) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The value of a claim that stands once and is not empty; null: it does not.</summary>
    private static string? Single(ClaimsIdentity claims, string type)
    {
        string? value = null;
        foreach (var claim in claims.FindAll(type))
            if (value is not null || (value = claim.Value).Length == 0)
                return null;
        return value;
    }

    private void Forget() => Interlocked.Exchange(ref remembered, Empty()).Dispose();

    private static MemoryCache Empty() => new(new MemoryCacheOptions { SizeLimit = MostRemembered });
}

/// <summary>The claims of tokens that OAuth has no name for.</summary>
internal static class TokenClaims
{
    /// <summary>Code of the reseller.</summary>
    public const string Reseller = "reseller";
}

/// <summary>A token that was checked.</summary>
/// <param name="Principal">Its caller.</param>
/// <param name="Client">The client that it was given to.</param>
/// <param name="Until">The instant at which it ends.</param>
internal sealed record Known(CallerPrincipal Principal, string Client, DateTimeOffset Until);
