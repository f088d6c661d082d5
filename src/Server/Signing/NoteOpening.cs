using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Notes that the page of a link was opened, the first time. It opens, closes and consumes nothing: scanners of mail open links too.</summary>
internal static class NoteOpening
{
    /// <summary>Notes it.</summary>
    /// <param name="write">The write, of the signer.</param>
    /// <param name="token">Token of the link.</param>
    /// <param name="from">The address from which it was.</param>
    /// <param name="with">The user agent with which it was; empty: not said.</param>
    public static async Task RunAsync(Write write, string token, string from, string with)
    {
        if (await write.OpenByLinkAsync(token) is not { Request: { OpenedAt: null } request } linked)
            return;
        (request.OpenedAt, request.OpenedFrom, request.OpenedWith) = (write.Now, from, with);
        write.Tell(request.Reseller, "OpenSigningPage", linked.Name.Name);
    }
}
