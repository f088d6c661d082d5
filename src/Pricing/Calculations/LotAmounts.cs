using System.Diagnostics.CodeAnalysis;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>What lots cost per month.</summary>
internal static class LotAmounts
{
    /// <summary>The net price of a lot's units on a day, exact.</summary>
    public static decimal Net(Lot lot, DateOnly day) => lot.Discounts.Count == 0
        ? lot.Quantity * lot.UnitPrice
        : Net(lot, DiscountSteps.At(lot.Discounts, day));

    /// <summary>The net price of a lot's units under a discount, in percent; exact.</summary>
    public static decimal Net(Lot lot, decimal percent) => lot.Quantity * lot.UnitPrice * DiscountSteps.Left(percent);

    /// <summary>The monthly amount, to the cent, of the lots that stay; those that leave enter only the timeline.</summary>
    public static decimal Monthly(IReadOnlyList<Lot> lots, DateOnly day)
    {
        var sum = 0m;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is null)
                sum += Net(lots[i], day);
        return Rounding.ToCent(sum);
    }

    /// <summary>
    /// What the units that stay of a line that is left as it is cost per month on a day, to the cent: before an addition to come
    /// that is what they cost then, without what is added and at their former price.
    /// </summary>
    public static decimal Held(IReadOnlyList<Lot> lots, FormerMonthly? former, DateOnly day)
    {
        if (!Says(former, day))
            return Monthly(lots, day);
        var (staying, leaving) = (0m, 0m);
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].LeavingOn is null && lots[i].Since <= day)
                staying += Net(lots[i], day);
            else if (IsPresent(lots[i], day) && lots[i].Since <= day)
                leaving += Net(lots[i], day);
        }
        // Where the lots have kept their prices they say it exactly; else only the amount of the line is known.
        var was = MonthlyOn(lots, former, day);
        return Rounding.ToCent(staying + leaving) == was
            ? Rounding.ToCent(staying)
            : Math.Max(0m, was - Rounding.ToCent(leaving));
    }

    /// <summary>Whether it is not the lots that say what a line costs on a day.</summary>
    public static bool Says([NotNullWhen(true)] FormerMonthly? former, DateOnly day) => former is not null && day < former.Until;

    /// <summary>Whether lots tell by themselves what a line costs from a day on, before they are what says it too.</summary>
    public static bool Tell(IReadOnlyList<Lot> lots, FormerMonthly former, DateOnly first) =>
        !Says(former, first) || Entries(lots, former, first, former.Until).SequenceEqual(Entries(lots, null, first, former.Until));

    /// <summary>What a line costs per month on a day, to the cent.</summary>
    /// <param name="lots">Its lots; those that leave count from the day on which they began until their day.</param>
    /// <param name="former">What it costs before the lots say it; none: they always do.</param>
    /// <param name="day">The day.</param>
    public static decimal MonthlyOn(IReadOnlyList<Lot> lots, FormerMonthly? former, DateOnly day)
    {
        if (!Says(former, day))
            return MonthlyPresent(lots, day);
        var timeline = former.Timeline;
        var i = timeline.Count - 1;
        while (i > 0 && timeline[i].From > day)
            i--;
        return timeline[i].Monthly;
    }

    private static decimal MonthlyPresent(IReadOnlyList<Lot> lots, DateOnly day)
    {
        var sum = 0m;
        for (var i = 0; i < lots.Count; i++)
            if (IsPresent(lots[i], day))
                sum += Net(lots[i], day);
        return Rounding.ToCent(sum);
    }

    /// <summary>Whether a lot costs something on a day: one that stays does, one that leaves does from its first day to its last.</summary>
    private static bool IsPresent(Lot lot, DateOnly day) => lot.LeavingOn is not { } leaving || (day < leaving && lot.Since <= day);

    /// <summary>How the monthly change moves from the day on which it takes effect: that day, then each end of a discount.</summary>
    public static IReadOnlyList<(DateOnly From, decimal MonthlyChange)> Changes(
        IReadOnlyList<Lot> before, IReadOnlyList<Lot> after, DateOnly day, DateOnly end)
    {
        var first = (day, Monthly(after, day) - Monthly(before, day));
        if (!HaveEnds(before, day) && !HaveEnds(after, day))
            return [first];
        var moves = new List<(DateOnly From, decimal MonthlyChange)>(2) { first };
        var days = new List<DateOnly>(4);
        AddEnds(before, days, day);
        AddEnds(after, days, day);
        days.Sort();
        var last = day;
        foreach (var on in days)
        {
            if (on >= end)
                break;
            if (on == last)
                continue;
            last = on;
            var change = Monthly(after, on) - Monthly(before, on);
            if (change != moves[^1].MonthlyChange)
                moves.Add((on, change));
        }
        return moves;
    }

    /// <summary>
    /// How a changed line moves over time against <paramref name="monthlyBefore"/>: as it stood until it takes effect, on the
    /// effective date or later, as the lots after from then on.
    /// </summary>
    public static IReadOnlyList<(DateOnly On, decimal By)> Timeline(
        IReadOnlyList<Lot> before, FormerMonthly? former, IReadOnlyList<Lot> after, DateOnly effectiveDate, DateOnly takesEffect, decimal monthlyBefore)
    {
        if (former is null && !MoveByThemselves(before, effectiveDate) && !MoveByThemselves(after, effectiveDate))
        {
            var by = Monthly(after, takesEffect) - monthlyBefore;
            return by == 0m ? [] : [(takesEffect, by)];
        }
        var days = new List<DateOnly>(4) { effectiveDate };
        if (takesEffect > effectiveDate)
            days.Add(takesEffect);
        AddMoves(before, former, days, effectiveDate);
        AddEnds(after, days, effectiveDate);
        days.Sort();
        var moves = new List<(DateOnly On, decimal By)>(1);
        var amount = monthlyBefore;
        DateOnly? last = null;
        foreach (var on in days)
        {
            if (on == last)
                continue;
            last = on;
            var next = on < takesEffect ? MonthlyOn(before, former, on) : MonthlyPresent(after, on);
            if (next != amount)
                moves.Add((on, next - amount));
            amount = next;
        }
        return moves;
    }

    /// <summary>How a line that stays as it is moves over time against <paramref name="monthlyBefore"/>.</summary>
    public static IReadOnlyList<(DateOnly On, decimal By)> Timeline(
        IReadOnlyList<Lot> lots, FormerMonthly? former, DateOnly effectiveDate, decimal monthlyBefore)
    {
        var moves = new List<(DateOnly On, decimal By)>(1);
        var amount = monthlyBefore;
        foreach (var entry in Entries(lots, former, effectiveDate, DateOnly.MaxValue))
        {
            if (entry.Monthly != amount)
                moves.Add((entry.From, entry.Monthly - amount));
            amount = entry.Monthly;
        }
        return moves;
    }

    /// <summary>What a line costs per month from each day on which it moves: the first day, then any before the end.</summary>
    public static IReadOnlyList<TimelineEntry> Entries(IReadOnlyList<Lot> lots, FormerMonthly? former, DateOnly first, DateOnly end)
    {
        var entries = new List<TimelineEntry>(1) { new(first, MonthlyOn(lots, former, first)) };
        if (former is null && !MoveByThemselves(lots, first))
            return entries;
        var days = new List<DateOnly>(4);
        AddMoves(lots, former, days, first);
        days.Sort();
        foreach (var on in days)
            if (on < end && MonthlyOn(lots, former, on) is var monthly && monthly != entries[^1].Monthly)
                entries.Add(new TimelineEntry(on, monthly));
        return entries;
    }

    private static void AddMoves(IReadOnlyList<Lot> lots, FormerMonthly? former, List<DateOnly> days, DateOnly after)
    {
        AddEnds(lots, days, after);
        AddLeavings(lots, days, after);
        if (former is null)
            return;
        for (var i = 0; i < former.Timeline.Count; i++)
            if (former.Timeline[i].From > after)
                days.Add(former.Timeline[i].From);
        if (former.Until > after)
            days.Add(former.Until);
    }

    /// <summary>Whether a discount of some lots ends after a day.</summary>
    private static bool HaveEnds(IReadOnlyList<Lot> lots, DateOnly after)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            var steps = lots[i].Discounts;
            for (var j = 0; j < steps.Count; j++)
                if (steps[j].Until > after)
                    return true;
        }
        return false;
    }

    /// <summary>Whether some lots may cost something else on a day after another: a discount ends, or some leave or have left.</summary>
    private static bool MoveByThemselves(IReadOnlyList<Lot> lots, DateOnly after)
    {
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is not null)
                return true;
        return HaveEnds(lots, after);
    }

    private static void AddEnds(IReadOnlyList<Lot> lots, List<DateOnly> days, DateOnly after)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            var steps = lots[i].Discounts;
            for (var j = 0; j < steps.Count; j++)
                if (steps[j].Until is { } until && until > after)
                    days.Add(until);
        }
    }

    private static void AddLeavings(IReadOnlyList<Lot> lots, List<DateOnly> days, DateOnly after)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].LeavingOn is not { } leaving || leaving <= after)
                continue;
            days.Add(leaving);
            if (lots[i].Since > after)
                days.Add(lots[i].Since);
        }
    }
}
