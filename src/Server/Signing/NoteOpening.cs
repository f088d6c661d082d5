using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Notes that the page of a link was opened, the first time. It opens, closes and consumes nothing: scanners of mail open links too.</summary>
internal static class NoteOpening
{
    /// <summary>Notes it.</summary>
    /// <param name="write">The write, of the signer.</param>
    /// <param name="linked">What was opened.</param>
    /// <param name="from">The address from which it was.</param>
    /// <param name="with">The user agent with which it was; empty: not said.</param>
    public static async Task RunAsync(Write write, LinkedSignature linked, string from, string with)
    {
        var now = write.Now;
        var first = await write.Context.Unanswered(linked.Request.LinkDigest).Where(r => r.OpenedAt == null).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.OpenedAt, now).SetProperty(x => x.OpenedFrom, from).SetProperty(x => x.OpenedWith, with), write.Cancellation);
        if (first == 1)
            write.Tell(linked.Request.Reseller, "OpenSigningPage", linked.Name.Name);
    }
}
