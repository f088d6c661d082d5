using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>
/// What lists of contracted offers show and sort of their customers: name, account, town of the installation site. The offers
/// keep copies, written here alone. A copy that follows its customer does not move the version of the offer: the etag of an
/// offer covers its customer's version, which has moved already.
/// </summary>
internal static class CustomerColumns
{
    /// <summary>Copies them onto an offer that is written anyway.</summary>
    public static void Copy(ContractedOffer offer, Customer customer)
    {
        offer.CustomerSearchName = customer.SearchName;
        offer.Account = customer.Account;
        offer.SiteCity = customer.Sites.Find(s => s.Number == offer.InstallationSiteNumber)?.City ?? "";
    }

    /// <summary>Copies them onto all offers of a customer that is changed, to be saved with it.</summary>
    public static async Task CopyAsync(StorageContext context, Customer customer, CancellationToken cancellation)
    {
        foreach (var offer in await context.ContractedOffers.Where(o => o.Reseller == customer.Reseller && o.CustomerId == customer.Id).ToListAsync(cancellation))
            Copy(offer, customer);
    }

    /// <summary>Copies them onto all offers of many customers that changed, in their transaction, once they are saved.</summary>
    public static async Task FollowAsync(StorageContext context, IReadOnlyList<long> customers, CancellationToken cancellation)
    {
        if (customers.Count == 0)
            return;
        var offers = context.ContractedOffers.Where(o => context.Customers.Any(c => customers.Contains(c.Id) && c.Reseller == o.Reseller && c.Id == o.CustomerId));
        await offers.ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.CustomerSearchName, o => context.Customers.Where(c => c.Reseller == o.Reseller && c.Id == o.CustomerId).Select(c => c.SearchName).First())
                .SetProperty(o => o.Account, o => context.Customers.Where(c => c.Reseller == o.Reseller && c.Id == o.CustomerId).Select(c => c.Account).First())
                .SetProperty(o => o.SearchAccount, o => context.Customers.Where(c => c.Reseller == o.Reseller && c.Id == o.CustomerId).Select(c => c.SearchAccount).First())
                .SetProperty(o => o.SiteCity, o => context.Set<Site>().Where(s => s.Reseller == o.Reseller && s.CustomerId == o.CustomerId && s.Number == o.InstallationSiteNumber).Select(s => s.City).First())
                .SetProperty(o => o.SearchCity, o => context.Set<Site>().Where(s => s.Reseller == o.Reseller && s.CustomerId == o.CustomerId && s.Number == o.InstallationSiteNumber).Select(s => s.SearchCity).First()),
            cancellation);
    }
}
