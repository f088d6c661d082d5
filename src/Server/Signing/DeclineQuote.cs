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
        if (await write.OpenByLinkAsync(token) is not { } linked)
            return false;
        var request = linked.Request;
        (request.Answer, request.AnsweredAt, request.ShownAt) = (SignatureAnswer.Declined, write.Now, shownAt);
        (request.AnsweredFrom, request.AnsweredWith, request.DeclineReason, request.SealedCode) = (from, with, reason, "");
        var (amendment, offer) = await write.AmendmentForAsync(linked.Name, etag: null, AmendmentAction.Decline);
        write.Move(amendment, offer, AmendmentAction.Decline, reason);
        return true;
    }
}
