using CsCheck;
using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

/// <summary>
/// What a line costs is told in moves; whoever adds them up finds, on each day, what its lots cost on it. Few days and prices,
/// so that ends, starts and leavings meet.
/// </summary>
public sealed class LotsOverTimeTests
{
    private const int Days = 12;

    // As many in a mutation run: they take no time.
    private static readonly int Cases = Math.Max(1_000, RandomCases.OfProperty);
    private static readonly DateOnly First = A.Day("2026-01-01");

    private static readonly Gen<DateOnly> Day = Gen.Int[0, Days].Select(First.AddDays);

    private static readonly Gen<Lot> Units =
        from quantity in Gen.Int[1, 3]
        from price in Gen.Int[1, 3]
        from since in Day
        from leaving in Day.Nullable(0.6)
        from ends in Gen.Int[1, Days].Array[0, 2]
        from lasting in Gen.Bool
        from percents in Gen.Int[0, 2].Array[3]
        let until = ends.Distinct().Order().Select(e => (DateOnly?)First.AddDays(e)).Concat(lasting ? [null] : [])
        select A.Lot(quantity, price) with
        {
            Since = since,
            LeavingOn = leaving,
            Discounts = [.. until.Select((u, i) => new DiscountStep(percents[i] * 25m, u))],
        };

    private static readonly Gen<Lot[]> Lots = Units.Array[0, 3];

    private static readonly Gen<FormerMonthly?> Former =
        from days in Gen.Int[0, Days].Array[1, 3]
        from amounts in Gen.Int[0, 3].Array[3]
        from until in Day
        from isThere in Gen.Bool
        select isThere ? new FormerMonthly(until, [.. days.Distinct().Order().Select((d, i) => new TimelineEntry(First.AddDays(d), amounts[i]))]) : null;

    [Fact]
    public void A_lot_costs_while_it_is_there_at_the_discount_of_the_day() =>
        Gen.Select(Lots, Day).Sample((lots, day) =>
        {
            var there = lots.Where(l => l.LeavingOn is null || (l.Since <= day && day < l.LeavingOn));
            Assert.Equal(there.Sum(l => Price(l, day)), LotAmounts.MonthlyOn(lots, null, day));
            Assert.Equal(lots.Where(l => l.LeavingOn is null).Sum(l => Price(l, day)), LotAmounts.Monthly(lots, day));
        }, iter: Cases);

    [Fact]
    public void Before_an_addition_to_come_the_former_amount_of_the_day_holds() =>
        Gen.Select(Lots, Former, Day).Sample((lots, former, day) =>
        {
            if (former is null)
                return;
            var amount = former.Timeline.LastOrDefault(e => e.From <= day) ?? former.Timeline[0];
            Assert.Equal(day < former.Until ? amount.Monthly : LotAmounts.MonthlyOn(lots, null, day), LotAmounts.MonthlyOn(lots, former, day));
        }, iter: Cases);

    [Fact]
    public void Units_held_before_an_addition_to_come_cost_their_own_prices_where_these_say_the_amount_else_what_leaving_units_leave_of_it() =>
        Gen.Select(Lots, Former, Day).Sample((lots, former, day) =>
        {
            var begun = lots.Where(l => l.Since <= day).ToList();
            var staying = begun.Where(l => l.LeavingOn is null).Sum(l => Price(l, day));
            var leaving = begun.Where(l => day < l.LeavingOn).Sum(l => Price(l, day));
            var was = LotAmounts.MonthlyOn(lots, former, day);
            var expected = former is null || day >= former.Until ? LotAmounts.Monthly(lots, day)
                : staying + leaving == was ? staying
                : Math.Max(0m, was - leaving);
            Assert.Equal(expected, LotAmounts.Held(lots, former, day));
        }, iter: Cases);

    [Fact]
    public void The_moves_of_a_changed_line_add_up_on_each_day() =>
        Gen.Select(Lots, Former, Lots, Day, Day).Sample((before, former, lots, effectiveDate, later) =>
        {
            // It takes effect on the effective date or later, and of the lots after none leaves.
            var takesEffect = later > effectiveDate ? later : effectiveDate;
            var monthly = LotAmounts.Held(before, former, takesEffect);
            Lot[] after = [.. lots.Select(l => l with { LeavingOn = null })];
            var moves = LotAmounts.Timeline(before, former, after, effectiveDate, takesEffect, monthly);
            AssertMoves(moves, monthly, effectiveDate, d => d < takesEffect ? LotAmounts.MonthlyOn(before, former, d) : LotAmounts.Monthly(after, d));
        }, iter: Cases);

    [Fact]
    public void The_moves_of_an_unchanged_line_add_up_on_each_day() =>
        Gen.Select(Lots, Former, Day, Gen.Int[0, 9]).Sample((lots, former, effectiveDate, monthly) =>
            AssertMoves(LotAmounts.Timeline(lots, former, effectiveDate, monthly), monthly, effectiveDate, d => LotAmounts.MonthlyOn(lots, former, d)),
            iter: Cases);

    [Fact]
    public void What_a_line_costs_is_said_from_each_day_on_which_it_moves_before_the_end() =>
        Gen.Select(Lots, Former, Day, Day).Sample((lots, former, first, end) =>
        {
            var entries = LotAmounts.Entries(lots, former, first, end);
            Assert.Equal(first, entries[0].From);
            for (var i = 1; i < entries.Count; i++)
                Assert.True(entries[i - 1].From < entries[i].From && entries[i].From < end && entries[i - 1].Monthly != entries[i].Monthly);
            for (var day = first; day == first || day < end; day = day.AddDays(1))
                Assert.Equal(LotAmounts.MonthlyOn(lots, former, day), entries.Last(e => e.From <= day).Monthly);
        }, iter: Cases);

    [Fact]
    public void The_change_of_a_first_period_moves_as_both_sides_do_until_its_end() =>
        Gen.Select(Lots, Lots, Day, Day).Sample((before, after, day, end) =>
        {
            var changes = LotAmounts.Changes(before, after, day, end);
            Assert.Equal(day, changes[0].From);
            for (var i = 1; i < changes.Count; i++)
                Assert.True(changes[i - 1].From < changes[i].From && changes[i].From < end && changes[i - 1].MonthlyChange != changes[i].MonthlyChange);
            for (var on = day; on == day || on < end; on = on.AddDays(1))
                Assert.Equal(LotAmounts.Monthly(after, on) - LotAmounts.Monthly(before, on), changes.Last(c => c.From <= on).MonthlyChange);
        }, iter: Cases);

    private static decimal Price(Lot lot, DateOnly day)
    {
        var step = lot.Discounts.FirstOrDefault(s => s.Until is null || day < s.Until);
        return lot.Quantity * lot.UnitPrice * (100m - (step?.Percent ?? 0m)) / 100m;
    }

    private static void AssertMoves(IReadOnlyList<(DateOnly On, decimal By)> moves, decimal before, DateOnly first, Func<DateOnly, decimal> monthly)
    {
        Assert.All(moves, m => Assert.True(m.By != 0m && m.On >= first));
        Assert.Equal(moves.Select(m => m.On).Distinct().Order(), moves.Select(m => m.On));
        for (var day = first; day <= First.AddDays(Days + 1); day = day.AddDays(1))
            Assert.Equal(monthly(day), before + moves.Where(m => m.On <= day).Sum(m => m.By));
    }
}
