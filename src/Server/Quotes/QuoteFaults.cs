using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Quotes;

/// <summary>What stands against a quote, and against its acceptance.</summary>
internal static class QuoteFaults
{
    /// <summary>Refuses while violations stand: all of them are told.</summary>
    /// <exception cref="Fault">The reason of the first violation.</exception>
    public static void RequireNone(Amendments.Amendment amendment, IEnumerable<Pricing.Violation> violations)
    {
        var name = ResourceNames.Amendment(amendment.CustomerId, amendment.Number);
        Precondition[] standing = [.. violations.Select(v => ReasonMessages.Precondition(v, name))];
        if (standing.Length > 0)
            throw Fault.FailedPrecondition(standing);
    }

    /// <summary>Refuses another price than the one that was seen.</summary>
    /// <exception cref="Fault">FINGERPRINT_MISMATCH.</exception>
    public static void RequireFingerprint(string seen, string current)
    {
        if (seen != current)
            throw Fault.FingerprintMismatch(current);
    }
}
