using CsCheck;

namespace MyOpenIP.Pricing.Tests;

public sealed class PropertiesTests
{
    private static readonly int Iterations = RandomCases.OfProperty;

    [Fact]
    public void The_order_of_the_request_does_not_matter() =>
        Gen.Select(RequestGenerator.Requests, Gen.Int).Sample((request, seed) =>
        {
            var shuffled = Shuffled(request, new Random(seed));
            return CanonicalForm.Of(request).AsSpan().SequenceEqual(CanonicalForm.Of(shuffled))
                && CanonicalForm.Of(Pricers.OneShot.Price(request)).AsSpan().SequenceEqual(CanonicalForm.Of(Pricers.OneShot.Price(shuffled)));
        }, iter: Iterations);

    [Fact]
    public void Both_canonical_forms_read_back_to_the_same_bytes() =>
        RequestGenerator.Requests.Sample(request =>
        {
            var (asked, priced) = (CanonicalForm.Of(request), CanonicalForm.Of(Pricers.OneShot.Price(request)));
            return asked.AsSpan().SequenceEqual(CanonicalForm.Of(CanonicalForm.ReadRequest(asked)))
                && priced.AsSpan().SequenceEqual(CanonicalForm.Of(CanonicalForm.ReadOutcome(priced)))
                && priced.AsSpan().SequenceEqual(CanonicalForm.Of(Pricers.OneShot.Price(CanonicalForm.ReadRequest(asked))));
        }, iter: Iterations);

    [Fact]
    public void Totals_are_sums_and_the_tables_add_up() =>
        RequestGenerator.Requests.Sample(request =>
        {
            var priced = Pricers.OneShot.Price(request);
            foreach (var (of, initial, change, whole) in Kinds(priced))
            {
                Assert.Equal(whole.Net, initial.Net + change.Net);
                Assert.Equal(whole.VatTotal, initial.VatTotal + change.VatTotal);
                Assert.Equal(whole.Gross, initial.Gross + change.Gross);
                foreach (var total in new[] { initial, change, whole })
                {
                    Assert.Equal(total.Gross, total.Net + total.Vat.Sum(v => v.Amount));
                    Assert.Equal(total.Net, total.Vat.Sum(v => v.Base));
                    Assert.True(total.Net.Scale <= 2 && total.Gross.Scale <= 2);
                }
                Assert.Equal(priced.Lines.Sum(of), whole.Net);
            }
            Assert.Equal(priced.Lines.Sum(l => l.MonthlyBefore), priced.InitialTotals.Recurring.Net);
            Assert.Equal(priced.Lines.Sum(l => l.RemainingValueAfter), priced.Commitment.RemainingValueAfter);
        }, iter: Iterations);

    [Fact]
    public void Lots_sum_to_the_quantities() =>
        RequestGenerator.Requests.Sample(request =>
        {
            var priced = Pricers.OneShot.Price(request);
            var unpriced = priced.Violations
                .Where(v => v.Code is ViolationCode.ProductRetired or ViolationCode.ProductNotInOffer).Select(v => v.ProductCode).ToHashSet();
            foreach (var line in priced.Lines)
            {
                Assert.Equal(unpriced.Contains(line.ProductCode) ? line.InitialQuantity : line.FinalQuantity, new ContractLine("", line.LotsAfter).Quantity);
                Assert.Equal(line.LotsAfter.Count, line.LotsAfter.Select(l => l.Number).Distinct().Count());
                Assert.All(line.LotsAfter, l => Assert.True(l.Quantity > 0));
            }
            // What comes out may go in again.
            Assert.NotNull(Pricers.OneShot.Price(request with { Contract = priced.ContractAfter, Wanted = [], ManualDiscounts = [] }));
        }, iter: Iterations);

    [Fact]
    public void The_timeline_ends_on_what_the_contract_then_costs() =>
        RequestGenerator.Requests.Sample(request =>
        {
            var priced = Pricers.OneShot.Price(request);
            Assert.Equal(priced.EffectiveDate, priced.Timeline[0].From);
            Assert.Equal(priced.Timeline.OrderBy(e => e.From), priced.Timeline);
            Assert.Equal(
                priced.ContractAfter.Lines.Sum(l => Rounding.ToCent(l.Lots.Where(x => x.LeavingOn is null).Sum(x => x.Quantity * x.UnitPrice * (100m - (x.Discounts is [.., { Until: null } lasting] ? lasting.Percent : 0m)) / 100m))),
                priced.Timeline[^1].Monthly);
        }, iter: Iterations);

    [Fact]
    public void Units_added_then_taken_again_leave_the_offer_as_it_was() =>
        Gen.Select(RequestGenerator.Requests, Gen.Int[1, 9]).Sample((request, units) =>
        {
            // Nothing is committed, so that the latest units, the ones added, go first.
            var plain = request with
            {
                RequestedEffectiveDate = null,
                DeliveredOn = null,
                ManualDiscounts = [],
                Wanted = [],
                Catalogue = request.Catalogue with { Discounts = [] },
                Contract = request.Contract with
                {
                    Commitment = null,
                    Policies = request.Contract.Policies with { Repricing = Repricing.KeepContracted, AdditionCommitment = AdditionCommitment.CoTerm, ReductionCredit = ReductionCredit.ProratedCredit },
                    Lines = [.. request.Contract.Lines.Select(l => l with { Lots = [.. l.Lots.Select(x => x with { CommittedUntil = null, LeavingOn = null })] })],
                },
            };
            var code = RequestGenerator.Code(0);
            var held = plain.Contract.Lines.FirstOrDefault(l => l.ProductCode == code)?.Quantity ?? 0;
            var more = Pricers.OneShot.Price(plain with { Wanted = [new WantedQuantity(code, held + units)] });
            var back = Pricers.OneShot.Price(plain with { Contract = more.ContractAfter, Wanted = [new WantedQuantity(code, held)] });
            Assert.Equal(more.InitialTotals.Recurring.Net, back.WholeTotals.Recurring.Net);
            Assert.Equal(more.Lines[0].LotsBefore, back.Lines[0].LotsAfter);
            Assert.Equal(more.Lines[0].MonthlyChange, -back.Lines[0].MonthlyChange);
            // On one day a charge and its credit are one amount, where the convention credits as it charges.
            if (plain.Contract.Policies.Proration != ProrationConvention.FullFirstMonth)
                Assert.Equal(more.Lines[0].FirstPeriod!.Amount, -back.Lines[0].FirstPeriod!.Amount);
        }, iter: Iterations);

    private static IEnumerable<(Func<PricedLine, decimal> Of, Total Initial, Total Change, Total Whole)> Kinds(PricedAmendment priced)
    {
        var (initial, change, whole) = (priced.InitialTotals, priced.ChangeTotals, priced.WholeTotals);
        yield return (l => l.Setup, initial.Setup, change.Setup, whole.Setup);
        yield return (l => l.MonthlyAfter, initial.Recurring, change.Recurring, whole.Recurring);
        yield return (l => l.FirstPeriod?.Amount ?? 0m, initial.FirstPeriod, change.FirstPeriod, whole.FirstPeriod);
        yield return (l => l.EarlyReductionFee, initial.EarlyReductionFee, change.EarlyReductionFee, whole.EarlyReductionFee);
    }

    private static PricingRequest Shuffled(PricingRequest request, Random random)
    {
        return request with
        {
            Wanted = Shuffle(request.Wanted),
            ManualDiscounts = Shuffle(request.ManualDiscounts),
            Catalogue = request.Catalogue with { Discounts = Shuffle(request.Catalogue.Discounts) },
            Contract = request.Contract with { Lines = Shuffle([.. request.Contract.Lines.Select(l => l with { Lots = Shuffle(l.Lots) })]) },
        };

        T[] Shuffle<T>(IReadOnlyList<T> items)
        {
            var shuffled = items.ToArray();
            random.Shuffle(shuffled);
            return shuffled;
        }
    }
}
