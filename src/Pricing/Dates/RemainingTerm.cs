namespace MyOpenIP.Pricing;

/// <summary>The months left of a commitment from a day on.</summary>
/// <param name="Day">The day from which they are counted.</param>
/// <param name="WholeMonths">Whole months left, 0 or more: the months that start on anniversaries 0 to <paramref name="WholeMonths"/> - 1.</param>
/// <param name="LastMonth">
/// Share, 0 or more and less than 1, of the month that starts on anniversary <paramref name="WholeMonths"/>; 0 when the month
/// begun is due, because it then counts among the whole ones.
/// </param>
public readonly record struct RemainingTerm(DateOnly Day, int WholeMonths, Fraction LastMonth)
{
    /// <summary>All that is left, in months.</summary>
    internal Fraction Months => new(WholeMonths * LastMonth.Denominator + LastMonth.Numerator, LastMonth.Denominator);

    /// <summary>Anniversary k of the day: the day k months later, moved to the last day of a shorter month.</summary>
    /// <param name="k">0 or more.</param>
    public DateOnly Anniversary(int k) => Day.AddMonths(k);

    /// <summary>The months left from a day to the end of a commitment.</summary>
    /// <param name="day">First day counted.</param>
    /// <param name="endExclusive">First day after the commitment; on or before <paramref name="day"/>, nothing is left.</param>
    /// <param name="startedMonthIsDue">Whether the last month, when it is begun, counts whole.</param>
    public static RemainingTerm From(DateOnly day, DateOnly endExclusive, bool startedMonthIsDue)
    {
        if (endExclusive <= day)
            return new RemainingTerm(day, 0, Fraction.Zero);
        // The difference of the months is the answer or one too many: the day of the month decides.
        var months = (endExclusive.Year - day.Year) * 12 + endExclusive.Month - day.Month;
        if (day.AddMonths(months) > endExclusive)
            months--;
        var lastAnniversary = day.AddMonths(months);
        if (lastAnniversary == endExclusive)
            return new RemainingTerm(day, months, Fraction.Zero);
        if (startedMonthIsDue)
            return new RemainingTerm(day, months + 1, Fraction.Zero);
        var daysLeft = endExclusive.DayNumber - lastAnniversary.DayNumber;
        var daysOfMonth = day.AddMonths(months + 1).DayNumber - lastAnniversary.DayNumber;
        return new RemainingTerm(day, months, new Fraction(daysLeft, daysOfMonth));
    }
}
