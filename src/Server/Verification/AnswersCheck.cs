using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Verification;

/// <summary>One effect for each request of a caller: every answer that is kept has its effect in the audit, and every effect its answer.</summary>
internal static class AnswersCheck
{
    /// <summary>The first answer without its effect, effect without its answer, or effect that was made twice.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var (context, cancellation) = (verified.Context, verified.Cancellation);
        var answered = new HashSet<(string Caller, string RequestId)>();
        var answers = context.IdempotencyRecords.AsNoTracking().Select(r => new { r.Caller, r.Method, r.RequestId, r.Subject });
        await foreach (var answer in answers.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            if (!answered.Add((answer.Caller, answer.RequestId))
                && await context.IdempotencyRecords.CountAsync(r => r.Caller == answer.Caller && r.Method == answer.Method && r.RequestId == answer.RequestId, cancellation) > 1)
                return new(answer.Subject, $"request {answer.RequestId} of {answer.Caller} has two answers");
        }
        var effects = new HashSet<(string Actor, string RequestId, string Reseller, string Action, string Subject)>();
        var seen = new HashSet<(string Caller, string RequestId)>();
        var entries = context.AuditEntries.AsNoTracking().Where(e => e.RequestId != "").Select(e => new { e.Actor, e.RequestId, e.Reseller, e.Action, e.Subject, e.Role });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            verified.See();
            if (!effects.Add((entry.Actor, entry.RequestId, entry.Reseller, entry.Action, entry.Subject)))
                return new(entry.Subject, $"request {entry.RequestId} of {entry.Actor} had its effect ({entry.Action}) twice");
            seen.Add((entry.Actor, entry.RequestId));
            // What time did within a call is the service's, under the request of the caller.
            if (!answered.Contains((entry.Actor, entry.RequestId)) && entry.Role != nameof(Security.ActorRole.Service))
                return new(entry.Subject, $"request {entry.RequestId} of {entry.Actor} had its effect ({entry.Action}), and its answer is gone");
        }
        foreach (var (caller, requestId) in answered)
            if (!seen.Contains((caller, requestId)))
                return new($"request {requestId} of {caller}", "it has an answer, and no effect in the audit");
        return null;
    }
}
