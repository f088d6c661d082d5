using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Storage;

/// <summary>
/// The one way to a context: always for somebody, whose rows alone it sees. Contexts are pooled, so each is told anew.
/// </summary>
internal sealed class StorageContexts(IDbContextFactory<StorageContext> pool)
{
    /// <summary>For whom a context that an actor asks for sees: the actor. Tests put another in its place, to see that it is noticed.</summary>
    public Func<Actor, Actor> SeenBy { get; init; } = actor => actor;

    /// <summary>A context that sees what an actor may see.</summary>
    public async Task<StorageContext> OpenAsync(Actor actor, CancellationToken cancellation) =>
        (await pool.CreateDbContextAsync(cancellation)).SeeAs(SeenBy(actor));

    /// <inheritdoc cref="OpenAsync"/>
    public StorageContext Open(Actor actor) => pool.CreateDbContext().SeeAs(SeenBy(actor));
}
