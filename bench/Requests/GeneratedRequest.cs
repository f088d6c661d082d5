using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Requests;

/// <summary>Requests from anywhere in the space of those that a caller may build. One seed, one request, for ever.</summary>
internal static class GeneratedRequest
{
    /// <param name="seed">Which request.</param>
    /// <param name="mostProducts">It has at most so many products, and at least one.</param>
    public static PricingRequest Of(ulong seed, int mostProducts)
    {
        var chance = new Chance(seed);
        var pricingDate = new DateOnly(2024, 1, 1).AddDays(chance.From(0, 1500));
        DateOnly? requested = chance.In(40) ? null : chance.Day(pricingDate, chance.In(20) ? 40 : 0, chance.In(10) ? 800 : 120);
        var day = requested ?? pricingDate;
        var codes = Codes(chance, chance.From(1, mostProducts));
        // Some products of the contract are no longer in the catalogue.
        var sold = codes.Where(_ => chance.In(94)).ToArray();
        var contract = GeneratedContract.Of(chance, codes.Where(_ => chance.In(85)), day);
        var catalogue = GeneratedOffer.Of(chance, sold.Length == 0 ? codes : sold, day);
        var wanted = Wanted(chance, codes, contract);
        var manual = Manual(chance, codes);
        return new PricingRequest
        {
            PricingDate = pricingDate,
            RequestedEffectiveDate = requested,
            DeliveredOn = chance.In(25) ? chance.Day(day, 5, 70) : null,
            AskedBy = chance.Any<AskerRole>(),
            Contract = contract,
            Catalogue = catalogue,
            Wanted = wanted,
            ManualDiscounts = manual,
            Grants = Grants(chance, manual, wanted),
            Authority = new DiscountAuthority(chance.Percent(20), chance.Percent(20), 20m + chance.Percent(60), 20m + chance.Percent(60)),
            Customer = new CustomerSituation(
                chance.Any<CustomerSize>(), chance.In(20), chance.Of("FR-METROPOLE", "FR-REUNION", "EU"), chance.Of("BUSINESS", "CONSUMER")),
            Taxes = Taxes(day),
            Law = Law(day, chance.From(1, 40)),
            Site = new SiteSituation(chance.In(70), chance.In(85) ? chance.From(1, 3) : 0, chance.In(50) ? chance.Day(day, 200, 60) : null),
            OpenAmendment = chance.In(5) ? "AM" + chance.From(1, 999) : null,
            Acceptance = new Acceptance(chance.In(50), chance.In(50)),
        };
    }

    private static string[] Codes(Chance chance, int count)
    {
        var codes = new string[count];
        for (var i = 0; i < count; i++)
            codes[i] = $"{chance.Of('A', 'B', 'a', 'É', 'Z')}{i:D4}";
        return codes;
    }

    private static List<WantedQuantity> Wanted(Chance chance, string[] codes, Contract contract)
    {
        var wanted = new List<WantedQuantity>();
        var quantities = contract.Lines.ToDictionary(l => l.ProductCode, l => l.Quantity);
        var (changed, goesToZero) = (chance.In(6) ? 0 : chance.Of(30, 60, 100), chance.In(5));
        foreach (var code in codes)
        {
            var initial = quantities.GetValueOrDefault(code);
            if (goesToZero)
                wanted.Add(new WantedQuantity(code, 0));
            else if (chance.In(changed))
            {
                wanted.Add(new WantedQuantity(code, chance.In(50)
                    ? initial + chance.From(0, chance.In(10) ? 300 : 10)
                    : Math.Max(0, initial - chance.From(0, 8))));
            }
            else if (chance.In(20))
                wanted.Add(new WantedQuantity(code, initial));
        }
        if (chance.In(6))
            wanted.Add(new WantedQuantity("FOREIGN", chance.From(0, 3)));
        if (chance.In(20))
            wanted.Reverse();
        return wanted;
    }

    private static List<ManualDiscount> Manual(Chance chance, string[] codes)
    {
        var manual = new List<ManualDiscount>();
        if (!chance.In(40))
            return manual;
        foreach (var code in codes)
            if (chance.In(30))
                manual.Add(new ManualDiscount(code, chance.In(40) ? 0m : chance.Percent(60), chance.In(30) ? 0m : chance.Percent(60), chance.Any<AskerRole>(), chance.Any<DiscountScope>()));
        if (chance.In(5))
            manual.Add(new ManualDiscount("NOWHERE", 5m, 5m, AskerRole.Operator));
        return manual;
    }

    private static List<DiscountGrant> Grants(Chance chance, List<ManualDiscount> manual, List<WantedQuantity> wanted)
    {
        var grants = new List<DiscountGrant>();
        foreach (var asked in manual)
        {
            if (!chance.In(40))
                continue;
            var final = wanted.Find(w => w.ProductCode == asked.ProductCode)?.FinalQuantity ?? chance.From(0, 9);
            for (var i = chance.From(1, 2); i > 0; i--)
                grants.Add(new DiscountGrant(
                    asked.ProductCode, chance.In(85) ? final : final + 1, asked.SetupPercent, asked.RecurringPercent, chance.Of("bo", "al", "cy")));
        }
        return grants;
    }

    private static LegalTable Law(DateOnly day, int months) => new("LOI-1",
    [
        new LegalValue(LegalValueKind.LongestProtectedCommitmentMonths, 24m, new DateOnly(2000, 1, 1), day.AddDays(-months)),
        new LegalValue(LegalValueKind.LongestProtectedCommitmentMonths, months, day.AddDays(20 - months)),
    ]);

    private static TaxTable Taxes(DateOnly day) => new("TVA-1",
    [
        new TaxRow("FR-METROPOLE", "BUSINESS", 20m, "S", "", new DateOnly(2014, 1, 1)),
        new TaxRow("FR-METROPOLE", "CONSUMER", 19.6m, "S", "", new DateOnly(2000, 1, 1), day),
        new TaxRow("FR-METROPOLE", "CONSUMER", 20m, "S", "", day),
        new TaxRow("FR-REUNION", "BUSINESS", 8.5m, "S", "", new DateOnly(2014, 1, 1)),
        new TaxRow("FR-REUNION", "CONSUMER", 8.5m, "S", "", new DateOnly(2014, 1, 1), day),
        new TaxRow("EU", "BUSINESS", 0m, "AE", "Autoliquidation", new DateOnly(2010, 1, 1)),
        new TaxRow("EU", "CONSUMER", 5m, "S", "", day.AddDays(1)),
    ]);
}
