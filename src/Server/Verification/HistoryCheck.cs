using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Verification;

/// <summary>Every history of states is a path of its lifecycle, from the first step to where its amendment or order stands, and the audit tells the same steps.</summary>
internal static class HistoryCheck
{
    /// <summary>The first amendment or order whose history is none.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        await foreach (var amendment in context.Amendments.AsNoTracking().OrderBy(a => a.Reseller).ThenBy(a => a.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            if (await BreakAsync(verified, amendment, AmendmentStates.Lifecycle) is { } found)
                return found;
        await foreach (var order in context.Orders.AsNoTracking().OrderBy(o => o.Reseller).ThenBy(o => o.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            if (await BreakAsync(verified, order, OrderStates.Lifecycle) is { } found)
                return found;
        var lost = await context.StateChanges.AsNoTracking()
            .Where(c => !context.Amendments.Any(a => a.Reseller == c.Reseller && a.Number == c.Subject) && !context.Orders.Any(o => o.Reseller == c.Reseller && o.Number == c.Subject))
            .FirstOrDefaultAsync(cancellation);
        return lost is null ? null : new(lost.Subject, "it has a history, and is not there");
    }

    private static async Task<Break?> BreakAsync<TState, TAction>(Verified verified, IStateful<TState> subject, Lifecycle<TState, TAction> lifecycle)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        var changes = await verified.Context.StateChanges.AsNoTracking()
            .Where(c => c.Reseller == subject.Reseller && c.Subject == subject.Number).OrderBy(c => c.Sequence).ToListAsync(verified.Cancellation);
        var (state, at) = ("", DateTimeOffset.MinValue);
        foreach (var (index, change) in changes.Index())
        {
            verified.See();
            if (change.Sequence != index + 1)
                return new(subject.Name, Invariant($"its history has step {change.Sequence} where {index + 1} should be"));
            if (change.From != state)
                return new(subject.Name, $"step {index + 1} of its history leaves {Told(change.From)}, and the one before it led to {Told(state)}");
            if (!IsStep(lifecycle, change))
                return new(subject.Name, $"step {index + 1} of its history, {change.Action} from {Told(change.From)} to {change.To}, is none of the lifecycle");
            if (change.Actor.Length == 0)
                return new(subject.Name, $"step {index + 1} of its history is nobody's");
            if (change.At < at)
                return new(subject.Name, Invariant($"step {index + 1} of its history is of before the one before it"));
            (state, at) = (change.To, change.At);
        }
        if (state != subject.State.ToString())
            return new(subject.Name, $"it is {subject.State}, and its history leads to {Told(state)}");
        return await UntoldAsync(verified, subject, changes);
    }

    private static bool IsStep<TState, TAction>(Lifecycle<TState, TAction> lifecycle, StateChange change)
        where TState : struct, Enum
        where TAction : struct, Enum
    {
        if (!Enum.TryParse<TAction>(change.Action, out var action))
            return false;
        var step = lifecycle[action];
        return step.To.ToString() == change.To
            && (change.From.Length == 0 ? step.From.Count == 0 : Enum.TryParse<TState>(change.From, out var from) && step.From.Contains(from));
    }

    /// <summary>History and audit tell the same, as far as the audit still tells what changed.</summary>
    private static async Task<Break?> UntoldAsync<TState>(Verified verified, IStateful<TState> subject, List<StateChange> changes)
        where TState : struct, Enum
    {
        var context = verified.Context;
        var entries = await (
            from entry in context.AuditEntries.AsNoTracking().Where(e => e.Reseller == subject.Reseller && e.Subject == subject.Name)
            join payload in context.AuditPayloads on new { entry.Reseller, entry.Sequence } equals new { payload.Reseller, payload.Sequence } into payloads
            from payload in payloads.DefaultIfEmpty()
            orderby entry.Sequence
            select new { Entry = entry, Payload = payload == null ? null : payload.Payload }).ToListAsync(verified.Cancellation);
        var left = changes.ToList();
        foreach (var told in entries)
        {
            var step = StepOf(told.Payload);
            var place = left.FindIndex(c => (c.At, c.Action, c.Actor, c.RequestId) == (told.Entry.At, told.Entry.Action, told.Entry.Actor, told.Entry.RequestId));
            if (place < 0 && step is not null && step.From != step.To)
                return new(subject.Name, $"the audit tells of {told.Entry.Action} at {told.Entry.At:O}, and its history does not");
            if (place >= 0 && step is not null && (left[place].From, left[place].To, left[place].Reason) != (step.From, step.To, step.Reason))
                return new(subject.Name, $"the audit tells of {told.Entry.Action} at {told.Entry.At:O} something else than its history");
            if (place >= 0)
                left.RemoveAt(place);
        }
        return left is [var untold, ..] ? new(subject.Name, $"its history tells of {untold.Action} at {untold.At:O}, and the audit does not") : null;
    }

    private static ToldStep? StepOf(string? payload)
    {
        if (payload is null)
            return null;
        using var read = JsonDocument.Parse(payload);
        return read.RootElement.TryGetProperty("from", out var from) && read.RootElement.TryGetProperty("to", out var to)
            ? new(from.GetString() ?? "", to.GetString() ?? "", read.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() ?? "" : "")
            : null;
    }

    private static string Told(string state) => state.Length == 0 ? "nothing" : state;
}
