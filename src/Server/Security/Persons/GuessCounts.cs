using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Counts guesses. One is counted before it is judged, so that a hundred at once are no way around the bound, and given back
/// where it was right. A refusal counts nothing and writes nothing: who is refused keeps the writer from nobody.
/// </summary>
internal sealed class GuessCounts(StorageContexts contexts, StorageWriter writer, TimeProvider time)
{
    /// <summary>Counts one more under each of the bounds.</summary>
    /// <returns>Null: it may be judged; else one of them is reached, until this instant.</returns>
    public async Task<DateTimeOffset?> TakeAsync(IReadOnlyList<GuessBound> bounds, CancellationToken cancellation)
    {
        await using (var context = await contexts.OpenAsync(Actor.Service, cancellation))
            if (OpensAt(bounds, await RowsAsync(context, bounds, cancellation)) is { } opens)
                return opens;
        return await writer.WriteAsync(
            Actor.Service,
            async (context, token) =>
            {
                var now = time.GetUtcNow();
                await context.Set<GuessCount>().Where(c => c.EmptyAt < now).ExecuteDeleteAsync(token);
                var rows = await RowsAsync(context, bounds, token);
                if (OpensAt(bounds, rows) is { } opens)
                    return (DateTimeOffset?)opens;
                foreach (var (bound, row) in bounds.Zip(rows))
                    if (row is null)
                        context.Add(new GuessCount { Whose = bound.Whose, Where = bound.Where, EmptyAt = bound.OneMore(now, now) });
                    else
                        row.EmptyAt = bound.OneMore(row.EmptyAt, now);
                return null;
            },
            cancellation);
    }

    /// <summary>Gives back what was taken and turned out to be no guess.</summary>
    /// <param name="context">The context of a write.</param>
    /// <param name="bounds">What it was taken from.</param>
    /// <param name="loggedIn">Whether a login followed, which forgets the wrong ones of its own place too.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task GiveBackAsync(StorageContext context, IReadOnlyList<GuessBound> bounds, bool loggedIn, CancellationToken cancellation)
    {
        foreach (var (bound, row) in bounds.Zip(await RowsAsync(context, bounds, cancellation)))
            if (row is not null && loggedIn && bound.EndsWithLogIn)
                context.Remove(row);
            else if (row is not null)
                row.EmptyAt -= bound.Each;
    }

    /// <summary>Forgets all guesses at an account.</summary>
    public static Task ForgetAsync(StorageContext context, string name, CancellationToken cancellation)
    {
        var whose = GuessBound.Digest(name);
        return context.Set<GuessCount>().Where(c => c.Whose == whose).ExecuteDeleteAsync(cancellation);
    }

    private DateTimeOffset? OpensAt(IReadOnlyList<GuessBound> bounds, GuessCount?[] rows)
    {
        var now = time.GetUtcNow();
        return bounds.Zip(rows).Max(pair => pair.Second is { } row ? pair.First.OpensAt(row.EmptyAt, now) : null);
    }

    private static async Task<GuessCount?[]> RowsAsync(StorageContext context, IReadOnlyList<GuessBound> bounds, CancellationToken cancellation)
    {
        var rows = new GuessCount?[bounds.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = await context.Set<GuessCount>().FindAsync([bounds[i].Whose, bounds[i].Where], cancellation);
        return rows;
    }
}
