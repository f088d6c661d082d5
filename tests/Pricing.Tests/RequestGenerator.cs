using CsCheck;

namespace MyOpenIP.Pricing.Tests;

/// <summary>Random requests that a caller may build, with a bit of everything.</summary>
internal static class RequestGenerator
{
    private const int Products = 6;

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 800].Select(d => A.Day("2025-06-01").AddDays(d));
    private static readonly Gen<decimal> Prices = Gen.Int[0, 500_000].Select(p => p / 10_000m);
    private static readonly Gen<decimal> Percents = Gen.OneOf(Gen.Int[0, 100].Select(p => (decimal)p), Gen.Int[0, 1_000_000].Select(p => p / 10_000m));

    private static readonly Gen<Lot> Lots =
        from quantity in Gen.Int[1, 12]
        from price in Prices
        from since in Gen.Int[-900, 0]
        from committed in Gen.Int[-200, 900].Nullable(0.7)
        from leaving in Gen.Int[1, 200].Nullable(0.85)
        from percent in Percents.Nullable(0.6)
        from until in Days.Nullable(0.5)
        select new Lot
        {
            Number = 1,
            Quantity = quantity,
            UnitPrice = price,
            Since = A.Day("2025-06-01").AddDays(since),
            CommittedUntil = committed is { } c ? A.Day("2026-01-01").AddDays(c) : null,
            LeavingOn = leaving is { } l ? A.Day("2026-01-01").AddDays(l) : null,
            Discounts = percent is { } p ? [new DiscountStep(p, until)] : [],
        };

    private static readonly Gen<Tariff> Tariffs =
        from model in Gen.Enum<TariffModel>()
        from setup in Prices
        from first in Prices
        from second in Prices
        from third in Prices
        select new Tariff
        {
            ValidFrom = A.Day("2020-01-01"),
            Model = model,
            SetupPrice = setup,
            Tiers = model == TariffModel.PerUnit ? [new Tier(1, first)] : [new Tier(1, first), new Tier(5, second), new Tier(12, third)],
        };

    private static readonly Gen<CatalogueDiscount> CatalogueDiscounts =
        from source in OneOf(DiscountSource.Agreed, DiscountSource.Promotion, DiscountSource.Volume)
        from setup in Percents
        from recurring in Percents
        from product in Gen.Int[0, Products - 1].Nullable(0.5)
        from scope in Gen.Enum<DiscountScope>()
        from months in Gen.Int[1, 14].Nullable(0.5)
        from quantity in Gen.Int[0, 15]
        select new CatalogueDiscount
        {
            Code = "",
            Source = source,
            SetupPercent = setup,
            RecurringPercent = recurring,
            ProductCode = product is { } p ? Code(p) : null,
            Scope = scope,
            Months = months,
            FromQuantity = source == DiscountSource.Volume ? quantity : 0,
        };

    private static readonly Gen<ContractPolicies> Policies =
        from repricing in Gen.Enum<Repricing>()
        from proration in Gen.Enum<ProrationConvention>()
        from credit in Gen.Enum<ReductionCredit>()
        from addition in Gen.Enum<AdditionCommitment>()
        from reduction in Gen.Enum<CommittedReduction>()
        from combination in Gen.Enum<DiscountCombination>()
        from effective in Gen.Enum<EffectiveOn>()
        from started in Gen.Bool
        from tolerance in Gen.Int[0, 60]
        from term in Gen.Int[1, 40].Nullable(0.3)
        select new ContractPolicies
        {
            Repricing = repricing,
            Proration = proration,
            ReductionCredit = credit,
            AdditionCommitment = addition,
            CommittedReduction = reduction,
            DiscountCombination = combination,
            EffectiveOn = effective,
            StartedMonthIsDue = started,
            TolerancePercent = tolerance,
            OwnTermMonths = term,
            BackDatingDays = 31,
        };

    /// <summary>What a line of the contract and what is wanted of it look like.</summary>
    private static readonly Gen<(Lot[] Lots, int? Wanted, decimal? Manual, DiscountScope Scope)> Lines =
        Gen.Select(Lots.Array[0, 3], Gen.Int[0, 30].Nullable(0.4), Percents.Nullable(0.7), Gen.Enum<DiscountScope>());

    public static Gen<PricingRequest> Requests { get; } =
        from policies in Policies
        from day in Gen.Int[1, 31]
        from months in OneOf(1, 3, 12)
        from anchor in Gen.Int[1, 12]
        from commitment in Gen.Int[1, 36].Nullable(0.3)
        from used in Gen.Int[0, 40]
        from priced in Gen.Int[0, 200]
        from effective in Gen.Int[-20, 200].Nullable(0.3)
        from delivered in Gen.Int[0, 90].Nullable(0.7)
        from tariffs in Tariffs.Array[Products]
        from discounts in CatalogueDiscounts.Array[0, 5]
        from lines in Lines.Array[Products + 1]
        select Build(policies, new BillingSchedule(day, months, anchor), commitment, used, priced, effective, delivered, tariffs, discounts, lines);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static string Code(int product) => $"P{product}";

    private static PricingRequest Build(
        ContractPolicies policies, BillingSchedule billing, int? commitment, int used, int pricedOn, int? effective, int? delivered,
        Tariff[] tariffs, CatalogueDiscount[] discounts, (Lot[] Lots, int? Wanted, decimal? Manual, DiscountScope Scope)[] lines)
    {
        var pricingDate = A.Day("2026-01-01").AddDays(pricedOn);
        var effectiveDate = effective is { } e ? pricingDate.AddDays(e) : (DateOnly?)null;
        return A.Request().Request with
        {
            PricingDate = pricingDate,
            RequestedEffectiveDate = effectiveDate,
            DeliveredOn = delivered is { } d ? (effectiveDate ?? pricingDate).AddDays(d) : null,
            Contract = new Contract
            {
                Reference = "OC1",
                State = ContractState.Delivered,
                Billing = billing,
                Commitment = commitment is { } term ? Commitment.Of(term, A.Day("2025-06-01")) : null,
                ToleranceUsed = used,
                Policies = policies,
                Lines = [.. lines.Select((l, i) => new ContractLine(Code(i), [.. l.Lots.Select((lot, n) => lot with { Number = n + 1 })])).Where(l => l.Lots.Count > 0)],
            },
            Catalogue = new CatalogueOffer
            {
                Code = "OFFER",
                Version = "1",
                // The last line is of a product that the catalogue no longer has.
                Products = [.. tariffs.Select((t, i) => new CatalogueProduct { Code = Code(i), Name = "Name", Tariffs = [t], FloorPrice = i == 0 ? 5m : null })],
                Discounts = [.. discounts.Select((c, i) => c with { Code = $"D{i}" })],
            },
            Wanted = [.. lines.Select((l, i) => (l.Wanted, i)).Where(w => w.Wanted is not null).Select(w => new WantedQuantity(Code(w.i), w.Wanted!.Value))],
            ManualDiscounts = [.. lines.Select((l, i) => (l, i)).Where(l => l.l.Manual is not null).Select(l => new ManualDiscount(Code(l.i), l.l.Manual!.Value, l.l.Manual!.Value, AskerRole.Reseller, l.l.Scope))],
        };
    }
}
