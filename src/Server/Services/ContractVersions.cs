using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Services;

/// <summary>An accepted change applies to the version of the contracted offer that it was priced on, and to no other.</summary>
internal static class ContractVersions
{
    /// <exception cref="Fault">CONTRACTED_OFFER_CHANGED.</exception>
    public static void RequireUnchanged(ContractedOffer offer, int quotedVersion)
    {
        if (offer.CurrentVersion != quotedVersion)
            throw Fault.FailedPrecondition(
                ErrorReason.ContractedOfferChanged, ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference),
                ("quoted_version", Invariant($"{quotedVersion}")), ("current_version", Invariant($"{offer.CurrentVersion}")));
    }
}
