using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Outbox;

/// <summary>Has a dead letter sent again, as if it were due from now on.</summary>
internal static class RetryMessage
{
    /// <summary>Does it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="reseller">Code of the reseller of the message; empty: nobody's.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    /// <returns>Whether there was such a dead letter.</returns>
    public static async Task<bool> RunAsync(Write write, string reseller, string kind, string key)
    {
        // The number moves: whoever still sends it from before marks nothing.
        var found = await write.Context.Outbox
            .Where(r => r.Reseller == reseller && r.Kind == kind && r.Key == key && r.State == OutboxState.Dead)
            .ExecuteUpdateAsync(
                s => s.SetProperty(r => r.State, OutboxState.Pending).SetProperty(r => r.Attempts, 0).SetProperty(r => r.Unfinished, 0).SetProperty(r => r.Fence, r => r.Fence + 1)
                    .SetProperty(r => r.NotBefore, write.Now).SetProperty(r => r.DueAt, write.Now).SetProperty(r => r.ChangedAt, write.Now),
                write.Cancellation) == 1;
        if (found)
            write.Tell(reseller, nameof(RetryMessage), $"outbox/{kind}/{key}");
        return found;
    }
}
