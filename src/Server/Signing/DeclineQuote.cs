using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Refuses a quote by its link. Once, as it is signed once.</summary>
internal static class DeclineQuote
{
    /// <summary>Refuses it.</summary>
    /// <param name="write">The write, of the signer.</param>
    /// <param name="token">Token of the link.</param>
    /// <param name="reason">Why, in the signer's words; empty: not said.</param>
    /// <param name="shownAt">When the page was shown.</param>
    /// <param name="from">The address from which it came.</param>
    /// <param name="with">The user agent with which it came; empty: not said.</param>
    /// <returns>Whether it was refused; else the link is closed.</returns>
    /// <exception cref="Fault">QUOTE_EXPIRED, STATE_NOT_ALLOWED.</exception>
    public static async Task<bool> RunAsync(Write write, string token, string reason, DateTimeOffset shownAt, string from, string with)
    {
        var (context, cancellation, now) = (write.Context, write.Cancellation, write.Now);
        if (await context.ByLinkAsync(token, cancellation) is not { } linked || SignatureStates.Of(linked.Request, linked.Amendment, now) is not SignatureState.Open)
            return false;
        var first = await context.Unanswered(linked.Request.LinkDigest).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.Answer, SignatureAnswer.Declined).SetProperty(x => x.AnsweredAt, now).SetProperty(x => x.ShownAt, shownAt)
                .SetProperty(x => x.AnsweredFrom, from).SetProperty(x => x.AnsweredWith, with).SetProperty(x => x.DeclineReason, reason).SetProperty(x => x.SealedCode, ""),
            cancellation);
        if (first == 0)
            return false;
        var (amendment, offer) = await write.AmendmentForAsync(linked.Name, etag: null, AmendmentAction.Decline);
        write.Move(amendment, offer, AmendmentAction.Decline, reason);
        return true;
    }
}
