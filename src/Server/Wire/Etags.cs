using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>Etags: the versions of all that a resource shows. Opaque to callers.</summary>
internal static class Etags
{
    /// <summary>Etag of an aggregate that shows nothing but itself.</summary>
    public static string Of(IVersioned root) => Invariant($"{root.RowVersion}");

    /// <summary>Refuses an etag that is not the current one.</summary>
    /// <exception cref="Fault">ETAG_MISMATCH.</exception>
    public static void Require(string given, string current)
    {
        if (given != current)
            throw Fault.Aborted(ErrorReason.EtagMismatch, ("etag", current));
    }
}
