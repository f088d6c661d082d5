using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>Gives an amendment up before it is accepted.</summary>
internal static class CancelAmendment
{
    /// <summary>Gives it up.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="reason">Why, in the actor's words; empty: not said.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, ETAG_MISMATCH.</exception>
    public static async Task<Amendment> RunAsync(Write write, PartName name, string etag, string reason)
    {
        var (amendment, offer) = await write.AmendmentForAsync(name, etag, AmendmentAction.Cancel);
        write.Move(amendment, offer, AmendmentAction.Cancel, reason);
        return amendment;
    }
}
