using CsCheck;

namespace MyOpenIP.Pricing.Tests;

/// <summary>
/// What the timeline of an amendment promises for a day is what the contract costs on that day once it is delivered, and what
/// the next amendment finds before it changes anything.
/// </summary>
public sealed class PromisesTests
{
    private static readonly Gen<(PricingRequest[] Requests, int[] Days)> Chains =
        Gen.Select(RequestGenerator.Requests.Array[3], Gen.Int[0, 120].Array[4]);

    [Fact]
    public void A_promise_is_kept_by_the_contract_and_by_the_next_amendments() => Chains.Sample((requests, days) =>
    {
        var contract = requests[0].Contract;
        var pricedOn = requests[0].PricingDate;
        for (var i = 0; i < requests.Length; i++)
        {
            var request = InBounds(requests[i] with { Contract = contract, PricingDate = pricedOn }, days[i]);
            var priced = Pricers.OneShot.Price(request);
            AssertKept(priced, priced.Timeline);
            pricedOn = pricedOn.AddDays(days[^1]);
            var later = InBounds(request with { Contract = priced.ContractAfter, PricingDate = pricedOn, DeliveredOn = null, Wanted = [], ManualDiscounts = [] }, days[i] / 2);
            var next = Pricers.OneShot.Price(later);
            foreach (var entry in next.Timeline)
            {
                // The next may take effect before this one does; then it finds what stood before.
                var promised = priced.Timeline.LastOrDefault(e => e.From <= entry.From)?.Monthly ?? request.Contract.MonthlyOn(entry.From);
                Assert.Equal(promised, entry.Monthly);
            }
            AssertKept(next, [.. priced.Timeline.Where(e => e.From >= next.EffectiveDate)]);
            contract = priced.ContractAfter;
        }
    }, iter: RandomCases.OfProperty);

    [Fact]
    public void Before_the_effective_date_it_costs_what_it_cost() => RequestGenerator.Requests.Sample(request =>
    {
        var priced = Pricers.OneShot.Price(request);
        for (var day = request.PricingDate; day < priced.EffectiveDate; day = day.AddDays(7))
            Assert.Equal(request.Contract.MonthlyOn(day), priced.ContractAfter.MonthlyOn(day));
    }, iter: RandomCases.OfProperty);

    [Fact]
    public void The_next_amendment_finds_what_the_contract_costs_on_its_day() => Chains.Sample((requests, days) =>
    {
        var priced = Pricers.OneShot.Price(requests[0]);
        foreach (var after in days)
        {
            // Any day, be it too early for an amendment.
            var day = requests[0].PricingDate.AddDays(after);
            var next = Pricers.OneShot.Price(requests[1] with
            {
                Contract = priced.ContractAfter, PricingDate = requests[0].PricingDate, RequestedEffectiveDate = day, Wanted = [], ManualDiscounts = [],
            });
            Assert.Equal(priced.ContractAfter.MonthlyOn(day), next.Timeline[0].Monthly);
            foreach (var (line, found) in priced.ContractAfter.Lines.Select(l => (l, next.Lines.First(n => n.ProductCode == l.ProductCode))))
                if (line.Lots.All(l => l.LeavingOn is null))
                    Assert.Equal(line.MonthlyOn(day), found.MonthlyBefore);
        }
    }, iter: RandomCases.OfProperty);

    [Fact]
    public void Whatever_was_added_in_advance_and_taken_back_a_changed_line_finds_what_it_costs_on_its_day() => Chains.Sample((requests, days) =>
    {
        var ordered = Pricers.OneShot.Price(InBounds(requests[0], days[0]));
        var takenBack = Pricers.OneShot.Price(InBounds(
            requests[0] with
            {
                Contract = ordered.ContractAfter,
                Wanted = [.. requests[0].Contract.Lines.Select(l => new WantedQuantity(l.ProductCode, l.Quantity))],
                ManualDiscounts = [],
            },
            days[1] / 2));
        foreach (var after in days)
        {
            var next = Pricers.OneShot.Price(requests[1] with
            {
                Contract = takenBack.ContractAfter, PricingDate = requests[0].PricingDate, RequestedEffectiveDate = requests[0].PricingDate.AddDays(after), DeliveredOn = null,
            });
            if (next.Violations.Any(v => v.Code == ViolationCode.EffectiveDateInvalid))
                continue;
            foreach (var (line, found) in takenBack.ContractAfter.Lines.Select(l => (l, next.Lines.First(n => n.ProductCode == l.ProductCode))))
                if (!line.Lots.Any(l => l.Since <= found.TakesEffectOn && l.LeavingOn > found.TakesEffectOn))
                    Assert.Equal(line.MonthlyOn(found.TakesEffectOn), found.MonthlyBefore);
        }
    }, iter: RandomCases.OfProperty);

    private static void AssertKept(PricedAmendment priced, IReadOnlyList<TimelineEntry> promised)
    {
        for (var i = 0; i < promised.Count; i++)
        {
            Assert.Equal(promised[i].Monthly, priced.ContractAfter.MonthlyOn(promised[i].From));
            // The last day of what is promised; after the last entry, long after.
            var last = i + 1 < promised.Count ? promised[i + 1].From.AddDays(-1) : promised[i].From.AddYears(20);
            Assert.Equal(promised[i].Monthly, priced.ContractAfter.MonthlyOn(last));
        }
    }

    /// <summary>An effective date that may be asked for, so many days after the first that may.</summary>
    private static PricingRequest InBounds(PricingRequest request, int after)
    {
        var earliest = request.PricingDate;
        foreach (var line in request.Contract.Lines)
            foreach (var lot in line.Lots)
                if (lot.LeavingOn is null && lot.Since > earliest)
                    earliest = lot.Since;
        var effective = earliest.AddDays(after);
        return request with
        {
            RequestedEffectiveDate = effective,
            DeliveredOn = request.DeliveredOn is null ? null : request.PricingDate.AddDays(after % 50),
        };
    }
}
