namespace MyOpenIP.Pricing.Calculations;

/// <summary>Discounts over time: steps in order of their end, each from the end of the one before.</summary>
internal static class DiscountSteps
{
    /// <summary>The percentage in force on a day.</summary>
    public static decimal At(IReadOnlyList<DiscountStep> steps, DateOnly day)
    {
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Until is not { } until || day < until)
                return steps[i].Percent;
        return 0m;
    }

    /// <summary>What a percentage leaves of a price, as a factor: 1 - d. Exact.</summary>
    public static decimal Left(decimal percent) => (100m - percent) * 0.01m;

    /// <summary>The percentage that lasts, once every step with an end is over.</summary>
    public static decimal Lasting(IReadOnlyList<DiscountStep> steps) =>
        steps.Count > 0 && steps[^1].Until is null ? steps[^1].Percent : 0m;

    /// <summary>The better of two, per date, from a day on.</summary>
    public static IReadOnlyList<DiscountStep> Better(IReadOnlyList<DiscountStep> own, IReadOnlyList<DiscountStep> other, DateOnly from)
    {
        var steps = new List<DiscountStep>(own.Count + other.Count);
        var day = from;
        while (true)
        {
            var until = Earlier(EndAfter(own, day), EndAfter(other, day));
            steps.Add(new DiscountStep(Math.Max(At(own, day), At(other, day)), until));
            if (until is not { } next)
                break;
            day = next;
        }
        return Simplified(steps);
    }

    /// <summary>
    /// The steps of a kept lot that a discount of the whole line reaches: its own until the day, from it on the better of the
    /// two, per date; null: its own are as good on every day.
    /// </summary>
    /// <param name="own">Its own steps.</param>
    /// <param name="discounts">Those of the whole line.</param>
    /// <param name="day">The day on which the line takes effect.</param>
    /// <param name="firstDayKept">The first day that the steps have to say anything of.</param>
    public static IReadOnlyList<DiscountStep>? OfKeptLot(
        IReadOnlyList<DiscountStep> own, IReadOnlyList<DiscountStep> discounts, DateOnly day, DateOnly firstDayKept)
    {
        var better = Better(own, discounts, day);
        if (AreEqual(own, better, day))
            return null;
        return day > firstDayKept ? Until(own, day, better) : better;
    }

    /// <summary>Steps that were counted in months from one day, from another.</summary>
    public static IReadOnlyList<DiscountStep> Moved(IReadOnlyList<DiscountStep> steps, DateOnly from, DateOnly to)
    {
        if (steps.Count == 0 || from == to)
            return steps;
        var moved = new DiscountStep[steps.Count];
        for (var i = 0; i < moved.Length; i++)
            moved[i] = steps[i] with { Until = steps[i].Until is { } until ? Moved(until, from, to) : null };
        return moved;
    }

    /// <summary>A day that is so many whole months after one day, as many after another.</summary>
    public static DateOnly Moved(DateOnly until, DateOnly from, DateOnly to) =>
        to.AddMonths(RemainingTerm.From(from, until, startedMonthIsDue: true).WholeMonths);

    /// <summary>Its own steps before a day, then others.</summary>
    private static IReadOnlyList<DiscountStep> Until(IReadOnlyList<DiscountStep> own, DateOnly day, IReadOnlyList<DiscountStep> then)
    {
        var steps = new List<DiscountStep>(own.Count + then.Count + 1);
        for (var i = 0; i < own.Count && own[i].Until < day; i++)
            steps.Add(own[i]);
        steps.Add(new DiscountStep(At(own, day.AddDays(-1)), day));
        steps.AddRange(then);
        return Simplified(steps);
    }

    /// <summary>Some steps, one at least, as the fewest: equal neighbours are one, and nothing at the end is left out.</summary>
    public static IReadOnlyList<DiscountStep> Simplified(List<DiscountStep> steps)
    {
        for (var i = steps.Count - 1; i > 0; i--)
        {
            if (steps[i - 1].Percent == steps[i].Percent)
                steps.RemoveAt(i - 1);
        }
        if (steps[^1].Percent == 0m)
            steps.RemoveAt(steps.Count - 1);
        return steps;
    }

    /// <summary>The first day after a day on which the percentage may move; none: it lasts.</summary>
    public static DateOnly? EndAfter(IReadOnlyList<DiscountStep> steps, DateOnly day)
    {
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Until is not { } until || day < until)
                return steps[i].Until;
        return null;
    }

    /// <summary>Whether two give the same percentage on every day from a day on.</summary>
    public static bool AreEqual(IReadOnlyList<DiscountStep> one, IReadOnlyList<DiscountStep> other, DateOnly from)
    {
        DateOnly? day = from;
        while (day is { } on)
        {
            if (At(one, on) != At(other, on))
                return false;
            day = Earlier(EndAfter(one, on), EndAfter(other, on));
        }
        return true;
    }

    /// <summary>The earlier of two days, where none is never.</summary>
    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) =>
        one is null || other < one ? other : one;
}
