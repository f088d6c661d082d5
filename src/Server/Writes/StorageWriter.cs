using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Every write of this process, one after the other: SQLite has one writer, and writers that wait in its lock time out
/// while those that wait here do not. A write is one transaction, BEGIN IMMEDIATE: what it read cannot have changed when it commits.
/// </summary>
internal sealed class StorageWriter(StorageContexts contexts, DatabaseFile file) : IDisposable
{
    /// <summary>Longest wait for those before; with that for other processes well under every deadline of a write.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Runs <paramref name="work"/> for an actor in a transaction of its own, saves what it changed and commits. An exception leaves nothing.</summary>
    /// <exception cref="DbUpdateConcurrencyException">An aggregate was changed by another writer since it was read.</exception>
    /// <exception cref="DbUpdateException">A unique index or a reference refused a row.</exception>
    /// <exception cref="StorageUnavailableException">Other writes take too long, or the database is not fit to be written to.</exception>
    public Task<T> WriteAsync<T>(Actor actor, Func<StorageContext, CancellationToken, Task<T>> work, CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            await using var context = await contexts.OpenAsync(actor, cancellation);
            return await CommitAsync(
                context,
                async () =>
                {
                    var result = await work(context, cancellation);
                    await context.SaveAsync(cancellation);
                    return result;
                },
                cancellation);
        },
        cancellation);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Actor actor, Func<StorageContext, CancellationToken, Task> work, CancellationToken cancellation) =>
        WriteAsync<object?>(
            actor,
            async (context, token) =>
            {
                await work(context, token);
                return null;
            },
            cancellation);

    /// <summary>Saves what was changed in a context that somebody else holds, in a transaction of its own.</summary>
    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task<T> SaveAsync<T>(StorageContext context, Func<CancellationToken, Task<T>> save, CancellationToken cancellation) =>
        InTurnAsync(() => CommitAsync(context, () => save(cancellation), cancellation), cancellation);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> write, CancellationToken cancellation)
    {
        if (!await turn.WaitAsync(LongestTurn, cancellation))
            throw new StorageUnavailableException("Other writes take too long.");
        try
        {
            file.ThrowIfCorrupt();
            return await write();
        }
        catch (Exception thrown)
        {
            file.Note(thrown);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<T> CommitAsync<T>(StorageContext context, Func<Task<T>> work, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            var result = await work();

            // Past this point the caller's patience no longer counts: the commit is not left halfway.
            await transaction.CommitAsync(CancellationToken.None);
            file.Committed((SqliteConnection)context.Database.GetDbConnection());
            return result;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
