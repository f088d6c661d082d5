using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Storage;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Security.Tokens;

/// <summary>
/// Whether those who have tokens still stand: registered, not disabled, and what the token says they are. Of tokens of another
/// issuer nothing is known here: they are good until they end.
/// </summary>
internal sealed class Standing(StorageContexts contexts, IHostEnvironment environment, TimeProvider time) : IDisposable
{
    /// <summary>Longest that one look is believed.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    /// <summary>Most clients that are remembered.</summary>
    private const int MostRemembered = 10_000;

    private readonly MemoryCache looks = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Whether a token is let in without another look.</summary>
    public bool IsFresh(KnownToken known) =>
        known.Until > time.GetUtcNow()
        && (known.Client is not { } name || (looks.TryGetValue(name, out Look? look) && look!.At + Believed > time.GetUtcNow() && Agrees(look.Client, known)));

    /// <summary>Whether a token is let in, by a look at the database where the last one is too old.</summary>
    public async Task<bool> IsStandingAsync(KnownToken known, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.Until <= now)
            return false;
        if (known.Client is not { } name)
            return true;
        if (!looks.TryGetValue(name, out Look? look) || look!.At + Believed <= now)
        {
            look = new Look(await ClientAsync(name, cancellation), now);
            looks.Set(name, look, new MemoryCacheEntryOptions { Size = 1 });
        }
        return Agrees(look.Client, known);
    }

    /// <inheritdoc/>
    public void Dispose() => looks.Dispose();

    /// <summary>Whether a client may have tokens in this environment.</summary>
    public bool IsLetIn(Client client) => !client.IsDisabled && (!client.IsDemonstration || environment.IsDevelopment());

    private bool Agrees(Client? client, KnownToken known) =>
        client is not null && IsLetIn(client) && client.Role == known.Principal.Caller.Role && client.Reseller == known.Principal.Caller.Reseller;

    private async Task<Client?> ClientAsync(string name, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        return await context.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == name, cancellation) is { } row
            ? Client.Of(row)
            : null;
    }

    private sealed record Look(Client? Client, DateTimeOffset At);
}
