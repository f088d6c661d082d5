namespace MyOpenIP.Pricing.Tests;

/// <summary>Where test data begins: <c>A.Request().With(...)</c>.</summary>
internal static class A
{
    /// <summary>
    /// Nothing held and nothing wanted: billing day 1, one month, metropolitan France at 20 %, a contact and documents
    /// accepted, so that only what a test adds stands against it. Priced on 2026-04-10.
    /// </summary>
    public static RequestBuilder Request() => new(new PricingRequest
    {
        PricingDate = Day("2026-04-10"),
        AskedBy = AskerRole.Reseller,
        Contract = new Contract
        {
            Reference = "OC138637",
            State = ContractState.Delivered,
            DeliveredOn = Day("2017-11-22"),
            Billing = new BillingSchedule(1),
            Policies = new ContractPolicies(),
        },
        Catalogue = new CatalogueOffer { Code = "OFFER", Version = "1", Products = [] },
        Authority = new DiscountAuthority(50m, 20m, 100m, 100m),
        Customer = new CustomerSituation(CustomerSize.Medium, ProtectionWaived: false, "FR", "BUSINESS"),
        Taxes = new TaxTable("1", [new TaxRow("FR", "BUSINESS", 20m, "S", "", Day("2014-01-01"))]),
        Law = new LegalTable("1", [new LegalValue(LegalValueKind.LongestProtectedCommitmentMonths, 24m, Day("2008-06-01"))]),
        Site = new SiteSituation(HasComplement: true, OnSiteContacts: 1),
        Acceptance = new Acceptance(DocumentsAccepted: true, ExtensionConsented: true),
    });

    public static CatalogueProduct Product(string code, decimal price, decimal setup = 0m) =>
        Product(code, TariffModel.PerUnit, setup, new Tier(1, price));

    public static CatalogueProduct Product(string code, TariffModel model, params Tier[] tiers) => Product(code, model, 0m, tiers);

    public static CatalogueProduct Product(string code, TariffModel model, decimal setup, params Tier[] tiers) => new()
    {
        Code = code,
        Name = "Name of " + code,
        Tariffs = [new Tariff { ValidFrom = Day("2020-01-01"), Model = model, SetupPrice = setup, Tiers = tiers }],
    };

    public static Lot Lot(int quantity, decimal price, string since = "2020-01-01", string? committedUntil = null, string? leavingOn = null, int number = 1) => new()
    {
        Number = number,
        Quantity = quantity,
        UnitPrice = price,
        Since = Day(since),
        CommittedUntil = committedUntil is null ? null : Day(committedUntil),
        LeavingOn = leavingOn is null ? null : Day(leavingOn),
    };

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
