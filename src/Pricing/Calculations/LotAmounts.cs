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

    /// <summary>The monthly amount, to the cent, of all lots that are there on a day.</summary>
    public static decimal MonthlyPresent(IReadOnlyList<Lot> lots, DateOnly day)
    {
        var sum = 0m;
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].LeavingOn is not { } leaving || day < leaving)
                sum += Net(lots[i], day);
        return Rounding.ToCent(sum);
    }

    /// <summary>How the monthly change moves from the day on which it takes effect: that day, then each end of a discount.</summary>
    public static IReadOnlyList<(DateOnly From, decimal MonthlyChange)> Changes(
        IReadOnlyList<Lot> before, IReadOnlyList<Lot> after, DateOnly day, DateOnly end)
    {
        var first = (day, Monthly(after, day) - Monthly(before, day));
        if (!HaveDiscounts(before) && !HaveDiscounts(after))
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
    /// How a line moves over time against <paramref name="monthlyBefore"/>: as the lots before until it takes effect, as
    /// the lots after from then on.
    /// </summary>
    public static IReadOnlyList<(DateOnly On, decimal By)> Timeline(
        IReadOnlyList<Lot> before, IReadOnlyList<Lot> after, DateOnly effectiveDate, DateOnly takesEffect, decimal monthlyBefore)
    {
        if (!MoveByThemselves(before) && !MoveByThemselves(after))
        {
            var by = Monthly(after, takesEffect) - monthlyBefore;
            return by == 0m ? [] : [(takesEffect > effectiveDate ? takesEffect : effectiveDate, by)];
        }
        var days = new List<DateOnly>(4) { effectiveDate };
        if (takesEffect > effectiveDate)
            days.Add(takesEffect);
        AddEnds(before, days, effectiveDate);
        AddEnds(after, days, effectiveDate);
        // Those that leave after are those that did before, and those that leave on the day on which it takes effect.
        AddLeavings(before, days, effectiveDate);
        days.Sort();
        var moves = new List<(DateOnly On, decimal By)>(1);
        var amount = monthlyBefore;
        DateOnly? last = null;
        foreach (var on in days)
        {
            if (on == last)
                continue;
            last = on;
            var next = MonthlyPresent(on < takesEffect ? before : after, on);
            if (next != amount)
                moves.Add((on, next - amount));
            amount = next;
        }
        return moves;
    }

    private static bool HaveDiscounts(IReadOnlyList<Lot> lots)
    {
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].Discounts.Count > 0)
                return true;
        return false;
    }

    private static bool MoveByThemselves(IReadOnlyList<Lot> lots)
    {
        for (var i = 0; i < lots.Count; i++)
            if (lots[i].Discounts.Count > 0 || lots[i].LeavingOn is not null)
                return true;
        return false;
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
            if (lots[i].LeavingOn is { } leaving && leaving > after)
                days.Add(leaving);
    }
}
