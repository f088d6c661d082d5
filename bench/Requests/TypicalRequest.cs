using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Requests;

/// <summary>
/// A request as a customer of that size makes it, for measuring: every product contracted, half of the lines changed (two
/// additions for one reduction), a committed offer, discounts of every source, no more exceptions than life brings.
/// </summary>
internal static class TypicalRequest
{
    private const int Families = 8;
    private static readonly DateOnly PricingDate = new(2026, 11, 10);
    private static readonly DateOnly EffectiveDate = new(2026, 11, 15);

    public static PricingRequest Of(ulong seed, int lines)
    {
        var chance = new Chance(seed);
        var contracted = new ContractLine[lines];
        var products = new CatalogueProduct[lines];
        var wanted = new List<WantedQuantity>(lines / 2);
        var manual = new List<ManualDiscount>();
        for (var i = 0; i < lines; i++)
        {
            var code = $"P{i:D5}";
            products[i] = Product(chance, i, code);
            contracted[i] = new ContractLine(code, Lots(chance));
            if (i % 2 == 0)
                wanted.Add(new WantedQuantity(code, chance.In(67) ? contracted[i].Quantity + chance.From(1, 9) : chance.From(1, 4)));
            if (i % 20 == 0)
                manual.Add(new ManualDiscount(code, 10m, 5m, AskerRole.Operator));
        }
        return new PricingRequest
        {
            PricingDate = PricingDate,
            RequestedEffectiveDate = EffectiveDate,
            AskedBy = AskerRole.Operator,
            Contract = new Contract
            {
                Reference = "OC138637",
                State = ContractState.Delivered,
                DeliveredOn = new DateOnly(2024, 3, 1),
                Billing = new BillingSchedule(1),
                Commitment = Commitment.Of(36, new DateOnly(2024, 4, 1)),
                Policies = new ContractPolicies
                {
                    ReductionCredit = ReductionCredit.ProratedCredit,
                    TolerancePercent = 10m,
                    DiscountCombination = chance.Any<DiscountCombination>(),
                },
                Lines = contracted,
            },
            Catalogue = new CatalogueOffer
            {
                Code = "METACENTREX",
                Version = "2026-11",
                RequiresSiteComplement = true,
                Products = products,
                Discounts = Discounts(),
            },
            Wanted = wanted,
            ManualDiscounts = manual,
            Authority = new DiscountAuthority(10m, 10m, 30m, 30m),
            Customer = new CustomerSituation(CustomerSize.Small, false, "FR-METROPOLE", "BUSINESS"),
            Taxes = new TaxTable("TVA-1",
            [
                new TaxRow("EU", "BUSINESS", 0m, "AE", "Autoliquidation", new DateOnly(2010, 1, 1)),
                new TaxRow("FR-METROPOLE", "BUSINESS", 20m, "S", "", new DateOnly(2014, 1, 1)),
            ]),
            Law = new LegalTable("LOI-1", [new LegalValue(LegalValueKind.LongestProtectedCommitmentMonths, 24m, new DateOnly(2008, 6, 1))]),
            Site = new SiteSituation(true, 1, new DateOnly(2026, 1, 31)),
        };
    }

    private static CatalogueProduct Product(Chance chance, int i, string code) => new()
    {
        Code = code,
        Name = "Licence MetaCentrex " + i,
        Family = "F" + i % Families,
        FloorPrice = i % 3 == 0 ? 2m : null,
        Requires = i % 10 == 9 ? [$"P{i - 1:D5}"] : [],
        Excludes = i % 50 == 49 ? [$"P{i - 2:D5}"] : [],
        Tariffs =
        [
            new Tariff { ValidFrom = new DateOnly(2024, 1, 1), ValidUntil = new DateOnly(2026, 1, 1), SetupPrice = 25m, Tiers = [new Tier(1, 19.90m)] },
            i % 5 == 4
                ? new Tariff
                {
                    ValidFrom = new DateOnly(2026, 1, 1),
                    Model = i % 2 == 0 ? TariffModel.Volume : TariffModel.Graduated,
                    SetupPrice = 20m,
                    Tiers = [new Tier(1, 18.90m), new Tier(10, 16.90m), new Tier(50, 14.90m)],
                }
                : new Tariff { ValidFrom = new DateOnly(2026, 1, 1), SetupPrice = 20m, Tiers = [new Tier(1, 5m + chance.From(0, 2000) / 100m)] },
        ],
    };

    private static Lot[] Lots(Chance chance)
    {
        var lots = new Lot[chance.Of(1, 1, 1, 2)];
        for (var i = 0; i < lots.Length; i++)
        {
            lots[i] = new Lot
            {
                Number = i + 1,
                Quantity = chance.From(3, 12),
                UnitPrice = 5m + chance.From(0, 2000) / 100m,
                Discounts = chance.In(25) ? [new DiscountStep(10m, null)] : [],
                Since = new DateOnly(2024, 4, 1).AddDays(chance.From(0, 700)),
            };
        }
        return lots;
    }

    private static List<CatalogueDiscount> Discounts()
    {
        var discounts = new List<CatalogueDiscount>
        {
            new() { Code = "AGREED", Source = DiscountSource.Agreed, RecurringPercent = 3m },
            new() { Code = "PROMO", Source = DiscountSource.Promotion, SetupPercent = 50m, Family = "F1", ValidUntil = new DateOnly(2026, 12, 31), RecurringPercent = 20m, Months = 3 },
        };
        for (var i = 0; i < Families; i++)
            discounts.Add(new() { Code = "VOLUME" + i, Source = DiscountSource.Volume, Family = "F" + i, FromQuantity = 15, RecurringPercent = 5m });
        return discounts;
    }
}
