using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>What UpdateSites changes: which sites an offer has, and what is known of them.</summary>
internal sealed class SiteChanges
{
    private readonly List<(string Path, bool IsBilling, string Name)> chosen = [];

    /// <summary>What is written of the installation site that the offer then has.</summary>
    public PartPatch<Site> Installation { get; } = new();

    /// <summary>What is written of the billing site that the offer then has.</summary>
    public PartPatch<Site> Billing { get; } = new();

    /// <summary>The offer has another site.</summary>
    /// <param name="path">Path of the field that says so, to be named when the customer has no such site.</param>
    /// <param name="isBilling">Whether it is the billing site.</param>
    /// <param name="name">Name of the site.</param>
    public void Choose(string path, bool isBilling, string name) => chosen.Add((path, isBilling, name));

    /// <summary>Changes the offer, then its customer's sites.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: a site that the customer does not have. PERMISSION_DENIED: what is not the actor's to change.</exception>
    public void Apply(ContractedOffer offer, Customer customer, Actor actor, CopperClosures closures)
    {
        foreach (var (path, isBilling, name) in chosen)
        {
            var site = customer.Sites.SingleOrDefault(s => ResourceNames.Site(s.CustomerId, s.Number) == name)
                ?? throw Fault.InvalidArgument(FieldFaults.Unknown(path, name));
            if (isBilling)
                offer.BillingSiteNumber = site.Number;
            else
                offer.InstallationSiteNumber = site.Number;
        }
        Installation.Apply(customer.Sites.Single(s => s.Number == offer.InstallationSiteNumber), actor, closures);
        Billing.Apply(customer.Sites.Single(s => s.Number == offer.BillingSiteNumber), actor, closures);
    }
}
