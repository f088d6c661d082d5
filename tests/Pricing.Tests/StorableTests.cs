using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace MyOpenIP.Pricing.Tests;

/// <summary>Whatever the core accepts, all that it yields can be stored, and priced again.</summary>
public sealed class StorableTests
{
    // Integers of ten-thousandths in 64 bits.
    private const decimal Highest = long.MaxValue / 10_000m;

    private static readonly DateOnly[] Days =
    [
        Bounds.FirstDay, Bounds.FirstDay.AddDays(1), A.Day("1999-12-31"), A.Day("2024-02-29"), A.Day("2026-01-31"),
        Bounds.LastDay.AddDays(-1), Bounds.LastDay, Bounds.LastEnd.AddDays(-1), Bounds.LastEnd, DateOnly.MinValue, DateOnly.MaxValue,
    ];

    private static readonly decimal[] Prices = [0m, 0.0001m, 1.2345m, 99.9999m, 9_999.9999m, Bounds.HighestPrice, 999_999_999.9999m];

    private static readonly int[] Counts = [1, 2, 7, 999, Bounds.MostUnits, Bounds.MostUnits + 1];

    private static readonly Gen<DateOnly> AnyDay = Gen.Frequency((3, Gen.Int[0, 600].Select(d => A.Day("2025-06-01").AddDays(d))), (1, OneOf(Days)));

    private static readonly Gen<decimal> AnyPrice = Gen.Frequency((3, Gen.Int[0, 500_000].Select(p => p / 10_000m)), (1, OneOf(Prices)));

    private static readonly Gen<int> AnyCount = Gen.Frequency((3, Gen.Int[1, 12]), (1, OneOf(Counts)));

    /// <summary>Requests with something at, or beyond, a bound here and there.</summary>
    private static readonly Gen<PricingRequest> Extreme =
        from request in RequestGenerator.Requests
        from days in AnyDay.Array[8]
        from prices in AnyPrice.Array[4]
        from counts in AnyCount.Array[4]
        from months in OneOf(1, 3, 24, 1199, 1200)
        from used in OneOf(0m, 0.0001m, 12.3456m, Bounds.HighestToleranceUsed)
        from percent in OneOf(0m, 33.3333m, 99.9999m, 100m)
        from which in Gen.Int[0, 255]
        select Spoiled(request, days, prices, counts, months, used, percent, which);

    [Fact]
    public void Every_figure_of_an_outcome_can_be_stored_and_the_contract_after_priced_again() => Extreme.Sample(request =>
    {
        if (InputFaults.Of(request).Count > 0)
        {
            Assert.Throws<ArgumentException>(() => Pricers.OneShot.Price(request));
            return;
        }
        var priced = Pricers.OneShot.Price(request);
        AssertStorable(JsonDocument.Parse(CanonicalForm.Of(priced)).RootElement);
        foreach (var line in priced.Lines)
            AssertCents(line);
        foreach (var total in new[] { priced.InitialTotals, priced.ChangeTotals, priced.WholeTotals }.SelectMany(t => t.Kinds).Select(k => k.Total))
            Assert.True(IsCents(total.Net) && IsCents(total.Gross) && total.Vat.All(v => IsCents(v.Base) && IsCents(v.Amount)));
        Assert.All(priced.Timeline, e => Assert.True(IsCents(e.Monthly)));
        Assert.Empty(InputFaults.Of(priced.ContractAfter));
        Assert.NotNull(Pricers.OneShot.Price(request with { Contract = priced.ContractAfter, Wanted = [], ManualDiscounts = [] }));
    }, iter: RandomCases.OfProperty);

    [Fact]
    public void The_requests_are_accepted_and_refused_often_enough()
    {
        var (accepted, refused) = (0, 0);
        Extreme.Sample(request => { if (InputFaults.Of(request).Count == 0) accepted++; else refused++; }, iter: 400, threads: 1);
        Assert.True(accepted > 40 && refused > 40, $"{accepted} accepted, {refused} refused");
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static PricingRequest Spoiled(
        PricingRequest request, DateOnly[] days, decimal[] prices, int[] counts, int months, decimal used, decimal percent, int which)
    {
        bool Spoils(int part) => (which >> part & 1) == 1;
        var contract = request.Contract;
        if (Spoils(0) && contract.Lines.Count > 0)
        {
            var line = contract.Lines[0];
            var lot = line.Lots[0] with { UnitPrice = prices[0], Quantity = counts[0], Since = days[0] };
            if (Spoils(1))
                lot = lot with { CommittedUntil = days[1], LeavingOn = Spoils(2) ? days[2] : null, Discounts = [new DiscountStep(percent, days[3])] };
            contract = contract with { Lines = [line with { Lots = [lot, .. line.Lots.Skip(1)] }, .. contract.Lines.Skip(1)] };
        }
        if (Spoils(3))
            contract = contract with { ToleranceUsed = used, Policies = contract.Policies with { TolerancePercent = percent, FeeRatePercent = percent } };
        if (Spoils(4))
            contract = contract with { Commitment = new Commitment(months, days[4], days[5]), Policies = contract.Policies with { OwnTermMonths = months, HorizonMonths = months } };
        if (Spoils(5))
            request = request with { PricingDate = days[6], RequestedEffectiveDate = Spoils(6) ? days[7] : null, DeliveredOn = null };
        if (Spoils(7))
        {
            request = request with
            {
                Wanted = [.. request.Wanted.Select((w, i) => i == 0 ? w with { FinalQuantity = counts[1] } : w)],
                Catalogue = request.Catalogue with
                {
                    Products = [.. request.Catalogue.Products.Select((p, i) => i > 0 ? p : p with
                    {
                        Tariffs = [p.Tariffs[0] with { SetupPrice = prices[1], Tiers = [p.Tariffs[0].Tiers[0] with { UnitPrice = prices[2] }, .. p.Tariffs[0].Tiers.Skip(1)] }],
                    })],
                    Discounts = [.. request.Catalogue.Discounts.Select(d => d with { Months = d.Months is null ? null : months })],
                },
            };
        }
        return request with { Contract = contract };
    }

    private static void AssertCents(PricedLine line)
    {
        Assert.All(line.Charges, c => Assert.True(IsCents(c.Before) && IsCents(c.Net), $"{c}"));
        Assert.True(IsCents(line.RemainingValueBefore) && IsCents(line.RemainingValueAfter) && IsCents(line.FirstPeriod?.Amount ?? 0m));
    }

    private static bool IsCents(decimal amount) => Rounding.ToCent(amount) == amount;

    private static void AssertStorable(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    AssertStorable(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    AssertStorable(item);
                break;
            case JsonValueKind.Number:
                var number = element.GetDecimal();
                Assert.True(Rounding.ToFourDecimals(number) == number && Math.Abs(number) <= Highest, element.GetRawText());
                break;
            case JsonValueKind.String when DateOnly.TryParseExact(element.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                Assert.True(day.Year is >= 1000 and <= 9999, element.GetRawText());
                break;
        }
    }
}
