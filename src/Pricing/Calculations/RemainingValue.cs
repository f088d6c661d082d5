namespace MyOpenIP.Pricing.Calculations;

/// <summary>The remaining contract value of units: what they still bring until their commitment ends.</summary>
internal static class RemainingValue
{
    /// <summary>
    /// The net monthly price in force on each anniversary of the day, the last month weighed by its fraction, of the lots
    /// that stay and are committed.
    /// </summary>
    /// <param name="lots">The lots.</param>
    /// <param name="day">The day from which the months are counted.</param>
    /// <param name="offerUntil">First day after the offer's commitment; none: not committed.</param>
    /// <param name="startedMonthIsDue">Whether the last month, when it is begun, counts whole.</param>
    public static ExactAmount Of(IReadOnlyList<Lot> lots, DateOnly day, DateOnly? offerUntil, bool startedMonthIsDue)
    {
        var value = ExactAmount.Zero;
        // Most lots of a line are committed until the same day.
        DateOnly? ofDay = null;
        var term = default(RemainingTerm);
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            if (lot.LeavingOn is not null || LotChanges.CommittedUntil(lot, offerUntil) is not { } until || until <= day)
                continue;
            if (ofDay != until)
                (ofDay, term) = (until, RemainingTerm.From(day, until, startedMonthIsDue));
            value = Plus(value, lot, term);
        }
        return value;
    }

    private static ExactAmount Plus(ExactAmount value, Lot lot, RemainingTerm term)
    {
        if (lot.Discounts.Count == 0)
            return value.Plus(lot.Quantity * lot.UnitPrice, term.Months);
        // Anniversaries before the end of a step have its price; the started months up to that end are as many.
        var (months, counted) = (0m, 0);
        for (var i = 0; i < lot.Discounts.Count && counted < term.WholeMonths; i++)
        {
            var step = lot.Discounts[i];
            var until = step.Until is { } end
                ? Math.Min(term.WholeMonths, RemainingTerm.From(term.Day, end, startedMonthIsDue: true).WholeMonths)
                : term.WholeMonths;
            if (until <= counted)
                continue;
            months += (until - counted) * LotAmounts.Net(lot, step.Percent);
            counted = until;
        }
        if (counted < term.WholeMonths)
            months += (term.WholeMonths - counted) * LotAmounts.Net(lot, 0m);
        value = value.Plus(months, Fraction.One);
        return term.LastMonth.Numerator == 0
            ? value
            : value.Plus(LotAmounts.Net(lot, term.Anniversary(term.WholeMonths)), term.LastMonth);
    }
}
