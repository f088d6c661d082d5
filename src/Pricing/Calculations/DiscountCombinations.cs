using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Calculations;

/// <summary>Combines the discounts of all sources that reach a line, anew for each date.</summary>
internal static class DiscountCombinations
{
    private const int Sources = 4;

    public static CombinedDiscount Of(
        ChangedLine line, IEnumerable<SourceDiscount> sources, DateOnly day, DiscountCombination combination, string rule)
    {
        var bySource = new IReadOnlyList<Discount>?[Sources];
        var any = false;
        foreach (var source in sources)
        {
            bySource[(int)source.Source] = source.Discounts;
            any = true;
        }
        if (!any)
            return new CombinedDiscount(line.Number, 0m, [], [], []);

        var reasons = new List<Reason>(2);
        var setup = 0m;
        if (line is AddedLine)
        {
            Span<decimal> percents = stackalloc decimal[Sources];
            Highest(bySource, percents, day, day, d => d.SetupPercent, wholeLineOnly: false);
            setup = Combine(percents, combination);
            if (setup > 0m)
                reasons.Add(Reasons.Discount(true, percents, [new DiscountStep(setup, null)], combination, rule));
        }
        var added = line is AddedLine ? Steps(bySource, day, combination, wholeLineOnly: false) : [];
        var kept = ReachKeptUnits(bySource) ? Steps(bySource, day, combination, wholeLineOnly: true) : [];
        var shown = line is AddedLine ? added : kept;
        if (shown.Count > 0)
        {
            Span<decimal> percents = stackalloc decimal[Sources];
            Highest(bySource, percents, day, day, d => d.RecurringPercent, wholeLineOnly: line is not AddedLine);
            reasons.Add(Reasons.Discount(false, percents, shown, combination, rule));
        }
        return new CombinedDiscount(line.Number, setup, added, kept, reasons);
    }

    private static bool ReachKeptUnits(IReadOnlyList<Discount>?[] bySource)
    {
        foreach (var discounts in bySource)
            for (var i = 0; discounts is not null && i < discounts.Count; i++)
                if (discounts[i].Scope == DiscountScope.WholeLine)
                    return true;
        return false;
    }

    private static IReadOnlyList<DiscountStep> Steps(
        IReadOnlyList<Discount>?[] bySource, DateOnly day, DiscountCombination combination, bool wholeLineOnly)
    {
        var steps = new List<DiscountStep>(1);
        Span<decimal> percents = stackalloc decimal[Sources];
        DateOnly? from = day;
        while (from is { } on)
        {
            var next = Highest(bySource, percents, day, on, d => d.RecurringPercent, wholeLineOnly);
            steps.Add(new DiscountStep(Combine(percents, combination), next));
            from = next;
        }
        return DiscountSteps.Simplified(steps);
    }

    /// <summary>The highest percentage of each source on a date, and the next date on which one ends.</summary>
    private static DateOnly? Highest(
        IReadOnlyList<Discount>?[] bySource, Span<decimal> percents, DateOnly day, DateOnly on, Func<Discount, decimal> percent, bool wholeLineOnly)
    {
        DateOnly? next = null;
        for (var source = 0; source < Sources; source++)
        {
            percents[source] = 0m;
            if (bySource[source] is not { } discounts)
                continue;
            for (var i = 0; i < discounts.Count; i++)
            {
                var discount = discounts[i];
                if (wholeLineOnly && discount.Scope != DiscountScope.WholeLine)
                    continue;
                if (discount.Months is { } months)
                {
                    var until = day.AddMonths(months);
                    if (until <= on)
                        continue;
                    if (next is not { } first || until < first)
                        next = until;
                }
                percents[source] = Math.Max(percents[source], percent(discount));
            }
        }
        return next;
    }

    private static decimal Combine(ReadOnlySpan<decimal> percents, DiscountCombination combination)
    {
        if (combination == DiscountCombination.Stacked)
            return DiscountArithmetic.Stack(percents);
        var best = 0m;
        foreach (var percent in percents)
            best = Math.Max(best, percent);
        return best;
    }
}
