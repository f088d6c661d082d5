using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Verification;

/// <summary>
/// One effect for each request of a caller: every answer that is kept has its effect in the audit, and every effect its answer.
/// The database looks for what is alone or there twice, and sorts on its disk: memory has none of it.
/// </summary>
internal static class AnswersCheck
{
    /// <summary>The first answer without its effect, effect without its answer, or effect that was made twice.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        verified.See(await verified.Context.IdempotencyRecords.CountAsync(verified.Cancellation));
        return await TwiceAnsweredAsync(verified) ?? await TwiceDoneAsync(verified) ?? await UnansweredAsync(verified) ?? await UndoneAsync(verified);
    }

    private static async Task<Break?> TwiceAnsweredAsync(Verified verified)
    {
        var twice = await verified.Context.IdempotencyRecords.GroupBy(r => new { r.Caller, r.Method, r.RequestId }).Where(g => g.Count() > 1)
            .Select(g => new { g.Key.Caller, g.Key.RequestId, Subject = g.Min(r => r.Subject) }).FirstOrDefaultAsync(verified.Cancellation);
        return twice is null ? null : new(twice.Subject!, $"request {twice.RequestId} of {twice.Caller} has two answers");
    }

    private static async Task<Break?> TwiceDoneAsync(Verified verified)
    {
        var twice = await verified.Context.AuditEntries.Where(e => e.RequestId != "")
            .GroupBy(e => new { e.Actor, e.RequestId, e.Reseller, e.Action, e.Subject }).Where(g => g.Count() > 1).Select(g => g.Key).FirstOrDefaultAsync(verified.Cancellation);
        return twice is null ? null : new(twice.Subject, $"request {twice.RequestId} of {twice.Actor} had its effect ({twice.Action}) twice");
    }

    /// <summary>What time did within a call is the service's, under the request of the caller.</summary>
    private static async Task<Break?> UnansweredAsync(Verified verified)
    {
        var answered = verified.Context.IdempotencyRecords.Select(r => r.Caller + "\n" + r.RequestId);
        var alone = await verified.Context.AuditEntries.AsNoTracking()
            .Where(e => e.RequestId != "" && e.Role != nameof(Security.ActorRole.Service) && !answered.Contains(e.Actor + "\n" + e.RequestId))
            .FirstOrDefaultAsync(verified.Cancellation);
        return alone is null ? null : new(alone.Subject, $"request {alone.RequestId} of {alone.Actor} had its effect ({alone.Action}), and its answer is gone");
    }

    private static async Task<Break?> UndoneAsync(Verified verified)
    {
        var done = verified.Context.AuditEntries.Where(e => e.RequestId != "").Select(e => e.Actor + "\n" + e.RequestId);
        var alone = await verified.Context.IdempotencyRecords.Where(r => !done.Contains(r.Caller + "\n" + r.RequestId))
            .Select(r => new { r.Caller, r.RequestId }).FirstOrDefaultAsync(verified.Cancellation);
        return alone is null ? null : new($"request {alone.RequestId} of {alone.Caller}", "it has an answer, and no effect in the audit");
    }
}
