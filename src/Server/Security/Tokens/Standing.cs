using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Persons;
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

    /// <summary>Most clients and persons that are remembered.</summary>
    private const int MostRemembered = 10_000;

    private readonly MemoryCache looks = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Whether a token is let in without another look.</summary>
    public bool IsFresh(KnownToken known) =>
        known.Until > time.GetUtcNow()
        && (known.Client is null || (looks.TryGetValue(known.Owner, out Look? look) && look!.At + Believed > time.GetUtcNow() && Agrees(look, known)));

    /// <summary>Whether a token is let in, by a look at the database where the last one is too old.</summary>
    public async Task<bool> IsStandingAsync(KnownToken known, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.Until <= now)
            return false;
        if (known.Client is not { } name)
            return true;
        if (!looks.TryGetValue(known.Owner, out Look? look) || look!.At + Believed <= now)
        {
            look = await LookAsync(name, known.Person, now, cancellation);
            looks.Set(known.Owner, look, new MemoryCacheEntryOptions { Size = 1 });
        }
        return Agrees(look, known);
    }

    /// <inheritdoc/>
    public void Dispose() => looks.Dispose();

    /// <summary>Whether a client may have tokens in this environment.</summary>
    public bool IsLetIn(Client client) => !client.IsDisabled && (!client.IsDemonstration || environment.IsDevelopment());

    /// <summary>Whether a token says what its client is; or, of a portal, what the person is that logged in there, since its last reset.</summary>
    private bool Agrees(Look look, KnownToken known)
    {
        if (look.Client is not { } client || !IsLetIn(client))
            return false;
        var caller = known.Principal.Caller;
        return known.Person is null
            ? client.Role == caller.Role && client.Reseller == caller.Reseller
            : client.IsPortal && look.Person is { IsDisabled: false } person
              && person.Role == caller.Role && person.Reseller == caller.Reseller && person.SecurityStamp == known.Stamp;
    }

    private async Task<Look> LookAsync(string name, string? id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        var row = await context.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == name, cancellation);
        var person = id is null ? null : await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation);
        return new Look(row is null ? null : Client.Of(row), person, now);
    }

    private sealed record Look(Client? Client, Account? Person, DateTimeOffset At);
}
