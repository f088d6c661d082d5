using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Outbox;

/// <summary>
/// Takes messages and says how they fared. Who takes one has it for a while and with a number of its own, and marks it by that
/// number alone: a worker that comes back late marks nothing that another took meanwhile.
/// </summary>
internal sealed class OutboxStore(StorageContexts contexts, StorageWriter writer, OutboxLimits limits, TimeProvider time)
{
    /// <summary>Rows that one statement deletes: other writes wait no longer than that takes.</summary>
    private const int MostDeleted = 500;

    /// <summary>Whether the number counts. Tests say no, to see that it is noticed.</summary>
    public bool IsFenced { get; init; } = true;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Takes due messages of a kind, the longest due first.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="most">How many.</param>
    /// <param name="underWay">How many are being sent to each receiver; to those that have no room nothing more is taken.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<OutboxRow>> TakeAsync(
        string kind, int most, IReadOnlyDictionary<string, int> underWay, CancellationToken cancellation)
    {
        var due = await DueAsync(kind, most, underWay, cancellation);
        if (due.Count == 0)
            return due;
        return await writer.WriteAsync(
            Actor.Service,
            async (context, token) =>
            {
                var taken = new List<OutboxRow>(due.Count);
                foreach (var row in due)
                    if (await TryTakeAsync(context, row, token))
                        taken.Add(row);
                return taken;
            },
            cancellation);
    }

    /// <summary>Says that a message was sent. Its content is not needed any more, and not kept.</summary>
    /// <returns>Whether it was still this worker's.</returns>
    public Task<bool> SentAsync(OutboxRow row, CancellationToken cancellation) => MarkAsync(
        row, held => held.ExecuteUpdateAsync(
            s => s.SetProperty(r => r.State, OutboxState.Sent).SetProperty(r => r.Payload, Array.Empty<byte>())
                .SetProperty(r => r.ChangedAt, Now).SetProperty(r => r.LeasedUntil, DateTimeOffset.MinValue),
            cancellation),
        cancellation);

    /// <summary>Says that an attempt failed: it is made again later, or the message is given up.</summary>
    /// <returns>Whether it was still this worker's.</returns>
    public Task<bool> FailedAsync(OutboxRow row, string fault, bool isHopeless, CancellationToken cancellation)
    {
        var state = isHopeless || Now - row.DueAt >= limits.GiveUpAfter ? OutboxState.Dead : OutboxState.Pending;

        // What is spread is when to try again: nobody gains by guessing it.
#pragma warning disable CA5394
        var notBefore = Now + limits.WaitAfter(row.Attempts, Random.Shared.NextDouble());
#pragma warning restore CA5394
        var told = fault.Length > OutboxRow.LongestFault ? fault[..OutboxRow.LongestFault] : fault;
        row.State = state;
        return MarkAsync(
            row, held => held.ExecuteUpdateAsync(
                s => s.SetProperty(r => r.State, state).SetProperty(r => r.NotBefore, notBefore).SetProperty(r => r.Fault, told)
                    .SetProperty(r => r.Unfinished, 0)
                    .SetProperty(r => r.ChangedAt, Now).SetProperty(r => r.LeasedUntil, DateTimeOffset.MinValue),
                cancellation),
            cancellation);
    }

    /// <summary>Gives a message back that was not sent because the server stops: that was no attempt.</summary>
    public Task<bool> ReleasedAsync(OutboxRow row, CancellationToken cancellation) => MarkAsync(
        row, held => held.ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Attempts, row.Attempts - 1).SetProperty(r => r.LeasedUntil, DateTimeOffset.MinValue), cancellation),
        cancellation);

    /// <summary>Deletes what was sent long ago of a kind, a bounded number of rows at once.</summary>
    public async Task ForgetAsync(string kind, CancellationToken cancellation)
    {
        var before = Now - limits.Kept;
        await using (var context = await contexts.OpenAsync(Actor.Service, cancellation))
            if (!await Old(context).AnyAsync(cancellation))
                return;
        while (await writer.WriteAsync(Actor.Service, (context, token) => Old(context).OrderBy(r => r.NotBefore).Take(MostDeleted).ExecuteDeleteAsync(token), cancellation) == MostDeleted)
        {
        }

        IQueryable<OutboxRow> Old(StorageContext context) =>
            context.Outbox.Where(r => r.State == OutboxState.Sent && r.Kind == kind && r.NotBefore < before);
    }

    private async Task<List<OutboxRow>> DueAsync(
        string kind, int most, IReadOnlyDictionary<string, int> underWay, CancellationToken cancellation)
    {
        var now = Now;
        string[] full = [.. underWay.Where(u => u.Value >= OutboxLimits.AtOnceOfReceiver).Select(u => u.Key)];
        await using var context = await contexts.OpenAsync(Actor.Service, cancellation);
        var due = await context.Outbox.AsNoTracking()
            .Where(r => r.State == OutboxState.Pending && r.Kind == kind && r.NotBefore <= now && r.LeasedUntil <= now && !full.Contains(r.Reseller + "\n" + r.Receiver))
            .OrderBy(r => r.NotBefore).Take(most).ToListAsync(cancellation);
        var room = underWay.ToDictionary(StringComparer.Ordinal);
        return [.. due.Where(row => (room[Lane(row)] = room.GetValueOrDefault(Lane(row)) + 1) <= OutboxLimits.AtOnceOfReceiver)];
    }

    /// <summary>To whom a message goes, as one text.</summary>
    public static string Lane(OutboxRow row) => $"{row.Reseller}\n{row.Receiver}";

    private async Task<bool> TryTakeAsync(StorageContext context, OutboxRow row, CancellationToken cancellation)
    {
        var (seen, now) = (row.Fence, Now);
        // A lease that nobody gave back is that of a process that ended.
        row.Unfinished += row.LeasedUntil > DateTimeOffset.MinValue ? 1 : 0;
        (row.Fence, row.Attempts, row.LeasedUntil) = (seen + 1, row.Attempts + 1, now + limits.Lease);
        return await Same(context, row).Where(r => r.Fence == seen && r.State == OutboxState.Pending && r.LeasedUntil <= now)
            .ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Fence, row.Fence).SetProperty(r => r.Attempts, row.Attempts).SetProperty(r => r.LeasedUntil, row.LeasedUntil)
                    .SetProperty(r => r.Unfinished, row.Unfinished),
                cancellation) == 1;
    }

    private Task<bool> MarkAsync(OutboxRow row, Func<IQueryable<OutboxRow>, Task<int>> mark, CancellationToken cancellation) => writer.WriteAsync(
        Actor.Service,
        async (context, _) => await mark(Same(context, row).Where(r => r.State == OutboxState.Pending && (!IsFenced || r.Fence == row.Fence))) == 1,
        cancellation);

    private static IQueryable<OutboxRow> Same(StorageContext context, OutboxRow row) =>
        context.Outbox.Where(r => r.Reseller == row.Reseller && r.Kind == row.Kind && r.Key == row.Key);
}
