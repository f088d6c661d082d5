using CsCheck;
using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class DiscountStepsTests
{
    private const int Days = 8;
    private static readonly DateOnly First = A.Day("2026-01-01");
    private static readonly int Cases = Math.Max(1_000, RandomCases.OfProperty);

    private static readonly Gen<DiscountStep[]> Steps =
        from ends in Gen.Int[1, Days].Array[0, 3]
        from lasting in Gen.Bool
        from percents in Gen.Int[0, 2].Array[4]
        let until = ends.Distinct().Order().Select(e => (DateOnly?)First.AddDays(e)).Concat(lasting ? [null] : [])
        select until.Select((u, i) => new DiscountStep(percents[i], u)).ToArray();

    private static readonly Gen<int> Day = Gen.Int[0, Days + 1];

    [Fact]
    public void A_kept_lot_has_its_own_discount_until_the_line_takes_effect_and_the_better_one_from_then_in_the_fewest_steps() =>
        Gen.Select(Steps, Steps, Day, Day).Sample((own, line, day, kept) =>
        {
            var (effect, firstKept) = (First.AddDays(day), First.AddDays(kept));
            var steps = DiscountSteps.OfKeptLot(own, line, effect, firstKept);
            var better = Enumerable.Range(day, Days + 2).Select(First.AddDays).Any(d => Percent(line, d) > Percent(own, d));
            Assert.Equal(better, steps is not null);
            if (steps is null)
                return;
            for (var i = kept; i < day; i++)
                Assert.Equal(Percent(own, First.AddDays(i)), Percent(steps, First.AddDays(i)));
            for (var i = day; i <= Days + 1; i++)
                Assert.Equal(Math.Max(Percent(own, First.AddDays(i)), Percent(line, First.AddDays(i))), Percent(steps, First.AddDays(i)));
            for (var i = 1; i < steps.Count; i++)
                Assert.NotEqual(steps[i - 1].Percent, steps[i].Percent);
            Assert.NotEqual(0m, steps[^1].Percent);
        }, iter: Cases);

    private static decimal Percent(IReadOnlyList<DiscountStep> steps, DateOnly day) =>
        steps.FirstOrDefault(s => s.Until is null || day < s.Until)?.Percent ?? 0m;

    [Fact]
    public void Steps_are_compared_at_every_end_of_either()
    {
        DiscountStep[] one = [new(10m, A.Day("2026-09-01"))];
        DiscountStep[] other = [new(10m, A.Day("2026-06-01")), new(5m, A.Day("2026-09-01"))];
        Assert.False(DiscountSteps.AreEqual(one, other, A.Day("2026-04-10")));
        Assert.False(DiscountSteps.AreEqual(other, one, A.Day("2026-04-10")));
        Assert.True(DiscountSteps.AreEqual(one, other, A.Day("2026-09-01")));
        Assert.True(DiscountSteps.AreEqual(other, [new(10m, A.Day("2026-06-01")), new(5m, A.Day("2026-07-01")), new(5m, A.Day("2026-09-01"))], A.Day("2026-04-10")));
    }
}
