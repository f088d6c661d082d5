using MyOpenIP.Server.Customers;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Etag of a contracted offer.</summary>
internal static class OfferEtag
{
    /// <summary>It shows its customer's sites too: the versions of both.</summary>
    public static string Of(ContractedOffer offer, Customer customer) => Invariant($"{offer.RowVersion}.{customer.RowVersion}");
}
