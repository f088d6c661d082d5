namespace MyOpenIP.Pricing.Tests;

/// <summary>Requests that hold a bit of everything.</summary>
internal static class Samples
{
    /// <summary>Every kind of line, discount, lot and violation data in one request, in no particular order.</summary>
    public static PricingRequest Everything { get; } = A.Request()
        .PricedOn("2026-04-10").EffectiveOn("2026-04-12").Billed(15, 3, 2)
        .Committed(24, "2025-02-15", "2027-02-14")
        .Policies(p => p with { TolerancePercent = 5m, StartedMonthIsDue = false, DiscountCombination = DiscountCombination.Stacked, ReductionCredit = ReductionCredit.ProratedCredit })
        .Product(A.Product("GROWS", TariffModel.Graduated, 20m, new Tier(1, 5.25m), new Tier(10, 4m)) with { Family = "LICENCES", FloorPrice = 4.9999m })
        .Product(A.Product("SHRINKS", 18.90m) with { IsReducible = false, Requires = ["MISSING", "ABSENT"] })
        .Product(A.Product("STAYS", 21.80m) with { Excludes = ["SHRINKS", "GROWS"] })
        .Product(A.Product("NEW", TariffModel.Volume, 12.5m, new Tier(1, 3.3333m), new Tier(5, 3m)) with { IsCopper = true, Step = 5, MaximumQuantity = 3 })
        .Product(A.Product("RETIRED", 9m) with { Tariffs = [] })
        .Product(A.Product("IDLE", 9.90m, 10m))
        .Holding("SHRINKS", A.Lot(4, 18.90m), A.Lot(2, 17m, since: "2026-01-05", committedUntil: "2028-01-05") with { Discounts = [new DiscountStep(25m, A.Day("2026-05-01")), new DiscountStep(5m, null)] }, A.Lot(1, 16m, leavingOn: "2026-05-15"))
        .Holding("OLD", A.Lot(2, 7.5m))
        .Holding("GROWS", A.Lot(8, 5m, since: "2025-06-01") with { Discounts = [new DiscountStep(12.5m, A.Day("2026-06-30"))] })
        .Holding("STAYS", A.Lot(1, 21.80m), A.Lot(1, 20m, leavingOn: "2026-05-15"))
        .Discount(new CatalogueDiscount { Code = "VOLUME", Source = DiscountSource.Volume, RecurringPercent = 2m, FromQuantity = 10 })
        .Discount(new CatalogueDiscount { Code = "PROMOTION", Source = DiscountSource.Promotion, SetupPercent = 50m, RecurringPercent = 30m, Months = 2, Family = "LICENCES", ValidFrom = A.Day("2026-01-01"), ValidUntil = A.Day("2026-12-31") })
        .Discount(new CatalogueDiscount { Code = "AGREED", Source = DiscountSource.Agreed, RecurringPercent = 3.3333m, Scope = DiscountScope.WholeLine })
        .Wanting("UNKNOWN", 1).Wanting("RETIRED", 2).Wanting("SHRINKS", 3).Wanting("GROWS", 12).Wanting("NEW", 6)
        .Manual("GROWS", 60m, 10m, askedBy: AskerRole.Reseller).Manual("NEW", 100m, 30.5m, DiscountScope.WholeLine, AskerRole.Reseller).Manual("IDLE", 5m, 0m)
        .With(r => r with
        {
            Grants = [new DiscountGrant("NEW", 6, 100m, 30.50m, "operators/bernard"), new DiscountGrant("NEW", 6, 100m, 30.5m, "operators/alice")],
            Site = new SiteSituation(HasComplement: false, OnSiteContacts: 0, A.Day("2026-01-31")),
            OpenAmendment = "DEV000050763",
            Acceptance = new Acceptance(false, false),
        })
        .Contract(c => c with { State = ContractState.Suspended, ToleranceUsed = 1.5m })
        .Catalogue(c => c with { RequiresSiteComplement = true })
        .Request;
}
