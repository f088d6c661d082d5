using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>Small valid rows for the tests of storage.</summary>
internal static class Samples
{
    public const string Reseller = "destiny";

    public static readonly DateTimeOffset Now = new(2026, 4, 10, 12, 0, 0, TimeSpan.Zero);

    public static Customer Customer(long id = 44660, string name = "Destiny Éclair", string reseller = Reseller) => new()
    {
        Reseller = reseller,
        Id = id,
        Name = name,
        CreatedOn = new DateOnly(2019, 3, 18),
        Size = CustomerSize.Small,
        Territory = "FR-METRO",
        TaxStatus = "BUSINESS",
    };

    public static ContractedOffer Offer(string reference = "OC138637", long customer = 44660, string reseller = Reseller) => new()
    {
        Reseller = reseller,
        Reference = reference,
        ReferenceNumber = long.Parse(reference.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture),
        CustomerId = customer,
        OfferCode = "metacentrex",
        Name = "Com'Unifiées MetaCentrex",
        State = ContractState.Delivered,
        CustomerSearchName = "DESTINY ECLAIR",
        SiteCity = "LILLE",
        InstallationSiteNumber = 1,
        BillingSiteNumber = 1,
        CreatedOn = new DateOnly(2017, 11, 22),
        DeliveredOn = new DateOnly(2017, 11, 22),
    };

    public static Amendment Amendment(string number, string offer = "OC138637", AmendmentState state = AmendmentState.Draft) => new()
    {
        Reseller = Reseller,
        Number = number,
        CustomerId = 44660,
        OfferReference = offer,
        OfferVersion = 1,
        State = state,
        InstallationSiteNumber = 1,
        BillingSiteNumber = 1,
        CreatedBy = "operator",
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
