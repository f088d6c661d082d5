namespace MyOpenIP.Pricing.Tests;

public sealed class RequestFaultsTests
{
    private static readonly RequestBuilder Good = A.Request().Line(10m, 1, 10m, 2).Committed(12, "2026-01-01", "2026-12-31");

    public static TheoryData<string, Func<PricingRequest, PricingRequest>> Limits => new()
    {
        { "back-dating of a hundred years", r => Policies(r, p => p with { BackDatingDays = 36_500 }) },
        { "a term of a hundred years", r => Contract(r, c => c with { Commitment = c.Commitment! with { TermMonths = 1200 } }) },
        { "a horizon of a hundred years", r => Policies(r, p => p with { HorizonMonths = 1200 }) },
        { "a commitment of one day", r => Contract(r, c => c with { Commitment = c.Commitment! with { LastDay = c.Commitment.Start } }) },
        { "units of the highest value", r => Lots(r, l => [l with { Quantity = 1_000_000, UnitPrice = 10_000m }]) with { Wanted = [] } },
        { "a percentage with zeros beyond the fourth decimal", r => Policies(r, p => p with { TolerancePercent = 5.12340m }) },
        { "a price with zeros beyond the fourth decimal", r => Lots(r, l => [l with { UnitPrice = 1.12340m }]) },
        { "a price with four decimals", r => Lots(r, l => [l with { UnitPrice = 1.1234m }]) },
        { "as many units, of as high a value", r => Lots(r, l => [l with { Quantity = 1_000_000, UnitPrice = 9_999m }, l with { Number = 1_000_000_000, Quantity = 1_000_000, UnitPrice = 1m }]) with { Wanted = [] } },
        { "all that may be wanted", r => r with { Wanted = [new WantedQuantity("P", 1_000_000)] } },
        { "a unit at the highest price", r => Lots(r, l => [l with { UnitPrice = 100_000_000m }]) },
        { "units held and wanted of just the highest value, beside a product that is dearer", r => Lots(Catalogue(r, c => c with { Products = [A.Product("P", 1m), A.Product("Q", 100m)] }), l => [l with { Quantity = 1_000_000, UnitPrice = 9_999m }]) with { Wanted = [new WantedQuantity("P", 1_000_000)] } },
        { "the first and the last day", r => Lots(r, l => [l with { Since = A.Day("1900-01-01"), CommittedUntil = A.Day("3199-12-31"), LeavingOn = A.Day("3199-12-31") }, l with { Number = 2, Since = A.Day("2999-12-31") }]) },
        { "a term of law of a hundred years", r => Law(r, v => [v with { Value = 1200m, ValidUntil = A.Day("2026-01-01") }, v with { Value = 1m, ValidFrom = A.Day("2026-01-01") }]) },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void What_is_just_within_bounds_is_priced(string what, Func<PricingRequest, PricingRequest> change) =>
        Assert.True(Pricers.OneShot.Price(change(Good.Request)).Lines.Count > 0, what);

    public static TheoryData<string, Func<PricingRequest, PricingRequest>> Faults => new()
    {
        { "P: final quantity -1 is negative.", r => r with { Wanted = [new WantedQuantity("P", -1)] } },
        { "P: two final quantities.", r => r with { Wanted = [new WantedQuantity("P", 1), new WantedQuantity("P", 1)] } },
        { "Pricing date 1899-12-31 is not between 1900-01-01 and 2999-12-31.", r => r with { PricingDate = A.Day("1899-12-31") } },
        { "Effective date 3000-01-01 is not between 1900-01-01 and 2999-12-31.", r => r with { RequestedEffectiveDate = A.Day("3000-01-01") } },
        { "Day of delivery 3000-01-01 is not between 1900-01-01 and 2999-12-31.", r => r with { DeliveredOn = A.Day("3000-01-01") } },
        { "Asker 9 is unknown.", r => r with { AskedBy = (AskerRole)9 } },
        { "Size of the customer 9 is unknown.", r => r with { Customer = r.Customer with { Size = (CustomerSize)9 } } },
        { "On-site contacts -1 are fewer than 0.", r => r with { Site = r.Site with { OnSiteContacts = -1 } } },
        { "P: setup discount -1 is not between 0 and 100.", r => Manual(r, d => d with { SetupPercent = -1m }) },
        { "P: setup discount 100.1 is not between 0 and 100.", r => Manual(r, d => d with { SetupPercent = 100.1m }) },
        { "P: recurring discount 1.00001 has more than four decimals.", r => Manual(r, d => d with { RecurringPercent = 1.00001m }) },
        { "Asker of a discount 9 is unknown.", r => Manual(r, d => d with { AskedBy = (AskerRole)9 }) },
        { "Scope of a discount 9 is unknown.", r => Manual(r, d => d with { Scope = (DiscountScope)9 }) },
        { "P: two manual discounts.", r => r with { ManualDiscounts = [new ManualDiscount("P", 1m, 1m, AskerRole.Reseller), new ManualDiscount("P", 1m, 1m, AskerRole.Reseller)] } },
        { "P: granted setup discount 101 is not between 0 and 100.", r => r with { Grants = [new DiscountGrant("P", 2, 101m, 0m, "alice")] } },
        { "P: granted recurring discount 101 is not between 0 and 100.", r => r with { Grants = [new DiscountGrant("P", 2, 0m, 101m, "alice")] } },
        { "Authority: setup ceiling of a reseller 101 is not between 0 and 100.", r => r with { Authority = r.Authority with { ResellerSetup = 101m } } },
        { "Authority: recurring ceiling of a reseller 101 is not between 0 and 100.", r => r with { Authority = r.Authority with { ResellerRecurring = 101m } } },
        { "Authority: setup ceiling of an operator 101 is not between 0 and 100.", r => r with { Authority = r.Authority with { OperatorSetup = 101m } } },
        { "Authority: recurring ceiling of an operator 101 is not between 0 and 100.", r => r with { Authority = r.Authority with { OperatorRecurring = 101m } } },
        { "VAT of FR BUSINESS: rate 101 is not between 0 and 100.", r => r with { Taxes = new TaxTable("1", [new TaxRow("FR", "BUSINESS", 101m, "S", "", A.Day("2014-01-01"))]) } },
        { "VAT of FR BUSINESS: rate -1 is not between 0 and 100.", r => r with { Taxes = new TaxTable("1", [new TaxRow("FR", "BUSINESS", -1m, "S", "", A.Day("2014-01-01"))]) } },
        { "VAT of FR BUSINESS: two rows are valid on one day.", r => r with { Taxes = new TaxTable("1", [Row("2014-01-01", "2026-01-01"), Row("2025-12-31", null)]) } },
        { "State 9 is unknown.", r => Contract(r, c => c with { State = (ContractState)9 }) },
        { "Billing day 0 is not between 1 and 31.", r => Contract(r, c => c with { Billing = new BillingSchedule(0) }) },
        { "Billing day 32 is not between 1 and 31.", r => Contract(r, c => c with { Billing = new BillingSchedule(32) }) },
        { "A billing period of 2 months is none of 1, 3 and 12.", r => Contract(r, c => c with { Billing = new BillingSchedule(1, 2) }) },
        { "Anchor month 0 is not between 1 and 12.", r => Contract(r, c => c with { Billing = new BillingSchedule(1, 3, 0) }) },
        { "Anchor month 13 is not between 1 and 12.", r => Contract(r, c => c with { Billing = new BillingSchedule(1, 3, 13) }) },
        { "A commitment of 0 months is not between 1 and 1200.", r => Contract(r, c => c with { Commitment = c.Commitment! with { TermMonths = 0 } }) },
        { "A commitment of 1201 months is not between 1 and 1200.", r => Contract(r, c => c with { Commitment = c.Commitment! with { TermMonths = 1201 } }) },
        { "Last day of the commitment 3200-01-01 is not between 1900-01-01 and 3199-12-31.", r => Contract(r, c => c with { Commitment = c.Commitment! with { LastDay = A.Day("3200-01-01") } }) },
        { "The commitment ends on 2025-12-31, before it starts on 2026-01-01.", r => Contract(r, c => c with { Commitment = c.Commitment! with { LastDay = A.Day("2025-12-31") } }) },
        { "Day of delivery of the contract 3000-01-01 is not between 1900-01-01 and 2999-12-31.", r => Contract(r, c => c with { DeliveredOn = A.Day("3000-01-01") }) },
        { "Tolerance used -1 is negative.", r => Contract(r, c => c with { ToleranceUsed = -1m }) },
        { "P: two lines of the contract.", r => Contract(r, c => c with { Lines = [.. c.Lines, .. c.Lines] }) },
        { "Policy of the day of effect 9 is unknown.", r => Policies(r, p => p with { EffectiveOn = (EffectiveOn)9 }) },
        { "Repricing policy 9 is unknown.", r => Policies(r, p => p with { Repricing = (Repricing)9 }) },
        { "Proration convention 9 is unknown.", r => Policies(r, p => p with { Proration = (ProrationConvention)9 }) },
        { "Credit policy 9 is unknown.", r => Policies(r, p => p with { ReductionCredit = (ReductionCredit)9 }) },
        { "Addition policy 9 is unknown.", r => Policies(r, p => p with { AdditionCommitment = (AdditionCommitment)9 }) },
        { "Reduction policy 9 is unknown.", r => Policies(r, p => p with { CommittedReduction = (CommittedReduction)9 }) },
        { "Combination policy 9 is unknown.", r => Policies(r, p => p with { DiscountCombination = (DiscountCombination)9 }) },
        { "Back-dating of -1 days is not between 0 and 36500.", r => Policies(r, p => p with { BackDatingDays = -1 }) },
        { "Back-dating of 36501 days is not between 0 and 36500.", r => Policies(r, p => p with { BackDatingDays = 36501 }) },
        { "A horizon of -1 months is not between 0 and 1200.", r => Policies(r, p => p with { HorizonMonths = -1 }) },
        { "An own term of 0 months is not between 1 and 1200.", r => Policies(r, p => p with { OwnTermMonths = 0 }) },
        { "Policies: fee rate 101 is not between 0 and 100.", r => Policies(r, p => p with { FeeRatePercent = 101m }) },
        { "Policies: tolerance 101 is not between 0 and 100.", r => Policies(r, p => p with { TolerancePercent = 101m }) },
        { "P: lot 1 has 0 units.", r => Lots(r, l => [l with { Quantity = 0 }]) },
        { "P: unit price -1 is not between 0 and 100000000.", r => Lots(r, l => [l with { UnitPrice = -1m }]) },
        { "P: unit price 100000000.1 is not between 0 and 100000000.", r => Lots(r, l => [l with { UnitPrice = 100_000_000.1m }]) },
        { "P: unit price 100000000.1 is not between 0 and 100000000.", r => Lots(r, l => [l with { Quantity = 1000, UnitPrice = 100_000_000.1m }]) },
        { "P: unit price 1.00001 has more than four decimals.", r => Lots(r, l => [l with { UnitPrice = 1.00001m }]) },
        { "P: two lots have number 1.", r => Lots(r, l => [l, l]) },
        { "P: two lots have number 1.", r => Lots(r, l => [l, l with { Number = 3 }, l]) },
        { "P: lot number 0 is not between 1 and 2000000000.", r => Lots(r, l => [l with { Number = 0 }]) },
        { "P: lot number 2000000001 is not between 1 and 2000000000.", r => Lots(r, l => [l with { Number = 2_000_000_001 }]) },
        { "P: lot 1 has 1000001 units, more than 1000000.", r => Lots(r, l => [l with { Quantity = 1_000_001 }]) },
        { "P: 2001000000 units, more than 2000000000.", r => Lots(r, l => [.. Enumerable.Range(1, 2001).Select(n => l with { Number = n, Quantity = 1_000_000, UnitPrice = 0m })]) },
        { "P: final quantity 1000001 is more than 1000000.", r => r with { Wanted = [new WantedQuantity("P", 1_000_001)] } },
        { "The units held and wanted are worth 10000000010 at list price, more than 10000000000.", r => Lots(r, l => [l with { Quantity = 1_000_000, UnitPrice = 10_000m }, l with { Number = 2, Quantity = 1 }]) with { Wanted = [] } },
        { "The units held and wanted are worth 10100000000 at list price, more than 10000000000.", r => Lots(r, l => [l with { Quantity = 101, UnitPrice = 100_000_000m }]) with { Wanted = [] } },
        { "The units held and wanted are worth 10000010010 at list price, more than 10000000000.", r => Tariff(r, t => [t with { Tiers = [new Tier(1, 10_000.01m)] }]) with { Wanted = [new WantedQuantity("P", 1_000_000)] } },
        { "The units held and wanted are worth 10000010010 at list price, more than 10000000000.", r => Tariff(r, t => [t with { SetupPrice = 10_000.01m }]) with { Wanted = [new WantedQuantity("P", 1_000_000)] } },
        { "Contract: tolerance used 100000000000001 is not between 0 and 100000000000000.", r => Contract(r, c => c with { ToleranceUsed = 100_000_000_000_001m }) },
        { "Contract: tolerance used 1.00001 has more than four decimals.", r => Contract(r, c => c with { ToleranceUsed = 1.00001m }) },
        { "Start of the commitment 1899-12-31 is not between 1900-01-01 and 2999-12-31.", r => Contract(r, c => c with { Commitment = c.Commitment! with { Start = A.Day("1899-12-31") } }) },
        { "Start of a lot 1899-12-31 is not between 1900-01-01 and 2999-12-31.", r => Lots(r, l => [l with { Since = A.Day("1899-12-31") }]) },
        { "End of a discount 3200-01-01 is not between 1900-01-01 and 3199-12-31.", r => Lots(r, l => [l with { Discounts = [new DiscountStep(1m, A.Day("3200-01-01"))] }]) },
        { "P: a former amount has no entry.", r => Former(r, f => f with { Timeline = [] }) },
        { "P: former amount -1 is not between 0 and 10000000000.", r => Former(r, f => f with { Timeline = [new TimelineEntry(A.Day("2026-01-01"), -1m)] }) },
        { "P: the former amounts are not in order of their days.", r => Former(r, f => f with { Timeline = [f.Timeline[0], f.Timeline[0]] }) },
        { "Start of a former amount 1899-12-31 is not between 1900-01-01 and 3199-12-31.", r => Former(r, f => f with { Timeline = [new TimelineEntry(A.Day("1899-12-31"), 1m)] }) },
        { "End of a former amount 3200-01-01 is not between 1900-01-01 and 3199-12-31.", r => Former(r, f => f with { Until = A.Day("3200-01-01") }) },
        { "Legal value 9 is unknown.", r => Law(r, v => [v, v with { Kind = (LegalValueKind)9 }]) },
        { "LongestProtectedCommitmentMonths: 0 is not a number of months between 1 and 1200.", r => Law(r, v => [v with { Value = 0m }]) },
        { "LongestProtectedCommitmentMonths: 1201 is not a number of months between 1 and 1200.", r => Law(r, v => [v with { Value = 1201m }]) },
        { "LongestProtectedCommitmentMonths: 1.5 is not a number of months between 1 and 1200.", r => Law(r, v => [v with { Value = 1.5m }]) },
        { "LongestProtectedCommitmentMonths: two values are valid on one day.", r => Law(r, v => [v, v with { ValidFrom = A.Day("2030-01-01") }]) },
        { "The VAT table does not know territory ZZ.", r => r with { Customer = r.Customer with { Territory = "ZZ" } } },
        { "The VAT table does not know status NOPE in FR.", r => r with { Customer = r.Customer with { TaxStatus = "NOPE" } } },
        { "P: no room for 1000000 units more below 2000000000.", r => Lots(r, l => [.. Enumerable.Range(1, 2000).Select(n => l with { Number = n, Quantity = 1_000_000, UnitPrice = 0m })]) },
        { "P: no room for 1000000 lots more below number 2000000000.", r => Lots(r, l => [l with { Number = 2_000_000_000 }]) },
        { "Start of a lot 3000-01-01 is not between 1900-01-01 and 2999-12-31.", r => Lots(r, l => [l with { Since = A.Day("3000-01-01") }]) },
        { "End of the commitment of a lot 3200-01-01 is not between 1900-01-01 and 3199-12-31.", r => Lots(r, l => [l with { CommittedUntil = A.Day("3200-01-01") }]) },
        { "Day on which a lot leaves 3200-01-01 is not between 1900-01-01 and 3199-12-31.", r => Lots(r, l => [l with { LeavingOn = A.Day("3200-01-01") }]) },
        { "P: discount of a lot 101 is not between 0 and 100.", r => Lots(r, l => [l with { Discounts = [new DiscountStep(101m, null)] }]) },
        { "P: the discounts of lot 1 are not in order of their end.", r => Lots(r, l => [l with { Discounts = [new DiscountStep(1m, null), new DiscountStep(2m, A.Day("2027-01-01"))] }]) },
        { "P: the discounts of lot 1 are not in order of their end.", r => Lots(r, l => [l with { Discounts = [new DiscountStep(1m, A.Day("2027-01-01")), new DiscountStep(2m, A.Day("2027-01-01"))] }]) },
        { "The catalogue is in USD, the contract in EUR.", r => Catalogue(r, c => c with { Currency = "USD" }) },
        { "P: two products of the catalogue.", r => Catalogue(r, c => c with { Products = [.. c.Products, .. c.Products] }) },
        { "P: step 0 is less than 1.", r => Product(r, p => p with { Step = 0 }) },
        { "P: requires Q twice.", r => Product(r, p => p with { Requires = ["Q", "R", "Q"] }) },
        { "P: excludes Q twice.", r => Product(r, p => p with { Excludes = ["Q", "Q"] }) },
        { "P: floor price -1 is not between 0 and 100000000.", r => Product(r, p => p with { FloorPrice = -1m }) },
        { "Tariff model 9 is unknown.", r => Tariff(r, t => [t with { Model = (TariffModel)9 }]) },
        { "P: setup price -1 is not between 0 and 100000000.", r => Tariff(r, t => [t with { SetupPrice = -1m }]) },
        { "P: two tariffs are valid on one day.", r => Tariff(r, t => [t, t with { ValidFrom = A.Day("2026-01-01") }]) },
        { "P: the tiers do not start from 1.", r => Tariff(r, t => [t with { Tiers = [] }]) },
        { "P: the tiers do not start from 1.", r => Tariff(r, t => [t with { Tiers = [new Tier(2, 1m)] }]) },
        { "P: several tiers of one price per unit.", r => Tariff(r, t => [t with { Tiers = [new Tier(1, 1m), new Tier(2, 1m)] }]) },
        { "P: unit price -1 is not between 0 and 100000000.", r => Tariff(r, t => [t with { Tiers = [new Tier(1, -1m)] }]) },
        { "P: the tiers are not in order of their start.", r => Tariff(r, t => [t with { Model = TariffModel.Volume, Tiers = [new Tier(1, 1m), new Tier(3, 1m), new Tier(3, 1m)] }]) },
        { "Discount A is there twice.", r => Discounts(r, d => [d, d]) },
        { "Discount A: a catalogue has no manual discounts.", r => Discounts(r, d => [d with { Source = DiscountSource.Manual }]) },
        { "Source of a discount 9 is unknown.", r => Discounts(r, d => [d with { Source = (DiscountSource)9 }]) },
        { "Scope of a discount 9 is unknown.", r => Discounts(r, d => [d with { Scope = (DiscountScope)9 }]) },
        { "A: setup discount 101 is not between 0 and 100.", r => Discounts(r, d => [d with { SetupPercent = 101m }]) },
        { "A: recurring discount 101 is not between 0 and 100.", r => Discounts(r, d => [d with { RecurringPercent = 101m }]) },
        { "A discount of 0 months is not between 1 and 1200.", r => Discounts(r, d => [d with { Months = 0 }]) },
        { "Discount A: only a volume discount starts from a quantity, 0 or more.", r => Discounts(r, d => [d with { FromQuantity = 1 }]) },
        { "Discount A: only a volume discount starts from a quantity, 0 or more.", r => Discounts(r, d => [d with { Source = DiscountSource.Volume, FromQuantity = -1 }]) },
    };

    [Fact]
    public void A_good_request_has_none() => Assert.NotNull(Good.Price());

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_request_that_no_caller_may_build_is_refused(string fault, Func<PricingRequest, PricingRequest> spoil)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Pricers.OneShot.Price(spoil(Good.Request)));
        Assert.Equal($"{fault} (Parameter 'request')", refusal.Message);
    }

    /// <summary>Doors give the place and the sentences to their callers as they are: see RequestFaults.txt.</summary>
    [Fact]
    public void Each_fault_names_its_place_and_is_told_in_both_languages()
    {
        var told = Faults.SelectMany(f => InputFaults.Of(f.Data.Item2(Good.Request))).Select(f => $"{f.Path} | {f.English} | {f.French}");
        Assert.Equal(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "RequestFaults.txt")), told);
    }

    [Fact]
    public void Rows_and_tariffs_that_follow_each_other_are_none()
    {
        TaxRow[] rows = [Row("2014-01-01", "2026-01-01"), Row("2026-01-01", "2028-01-01"), Row("2028-01-01", null)];
        Assert.NotNull(Pricers.OneShot.Price(Good.Request with { Taxes = new TaxTable("1", rows) }));
        Assert.NotNull(Pricers.OneShot.Price(Good.Request with { Taxes = new TaxTable("1", [.. rows.Reverse()]) }));
        Assert.NotNull(Pricers.OneShot.Price(Tariff(Good.Request, t =>
            [t with { ValidUntil = A.Day("2026-01-01") }, t with { ValidFrom = A.Day("2026-01-01") }])));
    }

    [Theory]
    [InlineData("RE", "BUSINESS")]
    [InlineData("FR", "OTHER")]
    public void Nor_are_rows_of_different_customers(string territory, string status) =>
        Assert.NotNull(Pricers.OneShot.Price(Good.Request with { Taxes = new TaxTable("1", [Row("2014-01-01", null), Row("2014-01-01", null) with { Territory = territory, Status = status }]) }));

    [Fact]
    public void All_faults_are_named()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Pricers.OneShot.Price(Good.Request with
        {
            Wanted = [new WantedQuantity("P", -1), new WantedQuantity("P", 2)],
            Catalogue = Good.Request.Catalogue with { Currency = "USD" },
        }));
        Assert.Equal("P: final quantity -1 is negative. P: two final quantities. The catalogue is in USD, the contract in EUR. (Parameter 'request')", refusal.Message);
    }

    [Fact]
    public void No_request_is_refused() => Assert.Throws<ArgumentNullException>(() => Pricers.OneShot.Price(null!));

    private static TaxRow Row(string from, string? until) =>
        new("FR", "BUSINESS", 20m, "S", "", A.Day(from), until is null ? null : A.Day(until));

    private static PricingRequest Manual(PricingRequest r, Func<ManualDiscount, ManualDiscount> change) =>
        r with { ManualDiscounts = [change(new ManualDiscount("P", 1m, 1m, AskerRole.Reseller))] };

    private static PricingRequest Contract(PricingRequest r, Func<Contract, Contract> change) => r with { Contract = change(r.Contract) };

    private static PricingRequest Policies(PricingRequest r, Func<ContractPolicies, ContractPolicies> change) =>
        Contract(r, c => c with { Policies = change(c.Policies) });

    private static PricingRequest Lots(PricingRequest r, Func<Lot, Lot[]> change) =>
        Contract(r, c => c with { Lines = [new ContractLine("P", change(A.Lot(1, 10m)))] });

    private static PricingRequest Former(PricingRequest r, Func<FormerMonthly, FormerMonthly> change) => Contract(r, c => c with
    {
        Lines = [c.Lines[0] with { Former = change(new FormerMonthly(A.Day("2026-06-01"), [new TimelineEntry(A.Day("2026-01-01"), 1m)])) }],
    });

    private static PricingRequest Law(PricingRequest r, Func<LegalValue, LegalValue[]> change) =>
        r with { Law = new LegalTable("1", change(r.Law.Values[0])) };

    private static PricingRequest Catalogue(PricingRequest r, Func<CatalogueOffer, CatalogueOffer> change) => r with { Catalogue = change(r.Catalogue) };

    private static PricingRequest Product(PricingRequest r, Func<CatalogueProduct, CatalogueProduct> change) =>
        Catalogue(r, c => c with { Products = [change(c.Products[0])] });

    private static PricingRequest Tariff(PricingRequest r, Func<Tariff, Tariff[]> change) =>
        Product(r, p => p with { Tariffs = change(p.Tariffs[0]) });

    private static PricingRequest Discounts(PricingRequest r, Func<CatalogueDiscount, CatalogueDiscount[]> change) =>
        Catalogue(r, c => c with { Discounts = change(new CatalogueDiscount { Code = "A", Source = DiscountSource.Agreed }) });
}
