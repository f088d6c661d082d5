using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace MyOpenIP.Server.Security.Tokens;

/// <summary>
/// Access tokens as callers. A token is checked once and remembered until it ends, by its digest, the least used forgotten
/// first where there are many; whether its client still stands is looked at again every so often.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    /// <summary>Most tokens that are remembered.</summary>
    private const int MostRemembered = 10_000;

    private readonly TokenRules rules;
    private readonly Standing standing;
    private readonly TimeProvider time;
    private MemoryCache remembered = Empty();

    /// <summary>Begins with nothing remembered.</summary>
    public AccessTokens(TokenRules rules, Standing standing, TimeProvider time)
    {
        (this.rules, this.standing, this.time) = (rules, standing, time);
        if (rules.Keys is { } keys)
            keys.Changed += Forget;
    }

    /// <summary>The caller of a token; null: it is none that is let in.</summary>
    public ValueTask<CallerPrincipal?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > TokenRules.LongestToken)
            return ValueTask.FromResult<CallerPrincipal?>(null);
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return remembered.TryGetValue(digest, out KnownToken? known) && standing.IsFresh(known!)
            ? ValueTask.FromResult<CallerPrincipal?>(known!.Principal)
            : new(FindAsync(token, digest, known, cancellation));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (rules.Keys is { } keys)
            keys.Changed -= Forget;
        remembered.Dispose();
    }

    private async Task<CallerPrincipal?> FindAsync(string token, string digest, KnownToken? known, CancellationToken cancellation)
    {
        var cache = remembered;
        if (known is null)
        {
            if (await rules.ReadAsync(token) is not { } read)
                return null;
            known = read;
            if (known.Until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
                cache.Set(digest, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left });
        }
        return await standing.IsStandingAsync(known, cancellation) ? known.Principal : null;
    }

    /// <summary>What was checked with other keys is checked anew. What is checked meanwhile is remembered where nobody looks.</summary>
    private void Forget() => remembered = Empty();

    private static MemoryCache Empty() => new(new MemoryCacheOptions { SizeLimit = MostRemembered });
}
