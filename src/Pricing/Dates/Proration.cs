namespace MyOpenIP.Pricing;

/// <summary>What is due of a billing period that is cut by a change. Shares are exact; amounts are rounded once.</summary>
public static class Proration
{
    private const int DaysOfCommercialMonth = 30;

    /// <summary>
    /// F(D): the share of a period that remains from a day on, that day included. 1 on the first day, 0 on the first day of
    /// the next period.
    /// </summary>
    /// <param name="convention">How the share is counted, a term of the contract.</param>
    /// <param name="period">The period.</param>
    /// <param name="day">A day of the period, or its end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is neither in the period nor its end, or the convention is none that exists.</exception>
    public static Fraction RemainingShare(ProrationConvention convention, BillingPeriod period, DateOnly day) =>
        SharesOf(convention, period, day).Due;

    /// <summary>
    /// The share of a period that is given back from a day on when the change is negative: F(D), except that
    /// <see cref="ProrationConvention.FullFirstMonth"/> credits from the next month on as <see cref="ProrationConvention.NextMonth"/> does:
    /// the month begun is due, so it is not given back.
    /// </summary>
    /// <inheritdoc cref="RemainingShare"/>
    public static Fraction CreditShare(ProrationConvention convention, BillingPeriod period, DateOnly day) =>
        SharesOf(convention, period, day).Credited;

    private static Shares SharesOf(ProrationConvention convention, BillingPeriod period, DateOnly day)
    {
        if (day == period.End)
            return new Shares(Fraction.Zero);
        var n = period.Months;
        var i = period.MonthOf(day);
        var begins = period.BillingDays[i];
        var ends = period.BillingDays[i + 1];
        var daysLeft = Days(day, ends);
        var nextMonth = new Fraction(day == begins ? n - i : n - i - 1, n);
        var shares = convention switch
        {
            ProrationConvention.ActualOverPeriod => new Shares(new(Days(day, period.End), Days(period.Start, period.End))),
            ProrationConvention.MonthsThenActualDays => Months(daysLeft, Days(begins, ends)),
            ProrationConvention.MonthsThenThirtieths =>
                Months(day == begins ? DaysOfCommercialMonth : Math.Min(daysLeft, DaysOfCommercialMonth), DaysOfCommercialMonth),
            ProrationConvention.Thirty360 => new Shares(new(Days360ToEnd(period, day, day == begins), n * DaysOfCommercialMonth)),
            ProrationConvention.FullFirstMonth => new Shares(new(n - i, n), nextMonth, CutsMonths: false),
            ProrationConvention.NextMonth => new Shares(nextMonth, nextMonth, CutsMonths: false),
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "Unknown proration convention."),
        };
        return day == period.Start ? new Shares(Fraction.One, Fraction.One, shares.CutsMonths) : shares;

        Shares Months(int left, int daysOfMonth) => new(new Fraction((n - i - 1) * daysOfMonth + left, n * daysOfMonth));
    }

    /// <summary>R(D): what remains of the price of a period, to the cent. A span [a, b) of the period costs R(a) - R(b).</summary>
    /// <param name="price">Price of the whole period, HT.</param>
    /// <param name="remainingShare">The share that remains.</param>
    public static decimal Remaining(decimal price, Fraction remainingShare) => Rounding.ToCent(remainingShare.Of(price));

    /// <summary>
    /// The first period of a line: what is due, or credited when negative, of the period that its change cuts, to the cent.
    /// </summary>
    /// <param name="convention">How the share of a period is counted.</param>
    /// <param name="period">The period that holds the day on which the line takes effect.</param>
    /// <param name="moves">
    /// The change of the monthly amount (HT, rounded) from each day on which it moves, by ascending day: first the day on
    /// which the line takes effect, then the ends of discount steps. Days from the end of the period on change nothing.
    /// Under <see cref="ProrationConvention.FullFirstMonth"/> and <see cref="ProrationConvention.NextMonth"/> months are
    /// never cut, so a move inside the period waits for its end.
    /// </param>
    /// <param name="credit">
    /// What a negative amount gives back; the sign of the money decides, not that of the quantity. When the change moves
    /// inside the period the money is the amount of the whole period.
    /// </param>
    /// <exception cref="ArgumentException">No move, or moves out of order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first move is outside the period.</exception>
    public static decimal FirstPeriod(
        ProrationConvention convention,
        BillingPeriod period,
        IReadOnlyList<(DateOnly From, decimal MonthlyChange)> moves,
        ReductionCredit credit)
    {
        var amount = Exact(period, Moves(convention, period, moves));
        return amount < 0m && credit != ReductionCredit.ProratedCredit ? 0m : Rounding.ToCent(amount);
    }

    /// <summary>The moves that count in the period, each with the share that remains then.</summary>
    internal static IReadOnlyList<ProratedMove> Moves(
        ProrationConvention convention, BillingPeriod period, IReadOnlyList<(DateOnly From, decimal MonthlyChange)> moves)
    {
        if (moves.Count == 0)
            throw new ArgumentException("A first period needs the change on its first day.", nameof(moves));
        var counted = new List<ProratedMove>(moves.Count);
        for (var k = 0; k < moves.Count; k++)
        {
            var (from, change) = moves[k];
            if (k > 0 && from <= moves[k - 1].From)
                throw new ArgumentException("Moves are not in order of their days.", nameof(moves));
            if (k > 0 && from >= period.End)
                break;
            var shares = SharesOf(convention, period, from);
            counted.Add(new ProratedMove(from, change, change < 0m ? shares.Credited : shares.Due));
            // Where months are never cut, a move inside the period waits for its end.
            if (!shares.CutsMonths)
                break;
        }
        return counted;
    }

    /// <summary>
    /// n x (c0 x (F(D) - F(x)) + c1 x F(x)), regrouped as n x (c0 x F(D) + (c1 - c0) x F(x)): one numerator over one
    /// denominator, so that the only division is the last step.
    /// </summary>
    internal static decimal Exact(BillingPeriod period, IReadOnlyList<ProratedMove> moves)
    {
        var numerator = 0m;
        var denominator = 1L;
        var previous = 0m;
        for (var k = 0; k < moves.Count; k++)
        {
            var (_, change, share) = moves[k];
            var common = LeastCommonMultiple(denominator, share.Denominator);
            numerator = numerator * (common / denominator)
                + (change - previous) * share.Numerator * (common / share.Denominator);
            denominator = common;
            previous = change;
        }
        return period.Months * numerator / denominator;
    }

    /// <summary>
    /// Days to the end of the period when every month has 30: the 31st and the last day of February count as the 30th, and a
    /// billing day as the 30th at most even where a shorter month moved it, so that from one to the next there are always 30.
    /// </summary>
    private static int Days360ToEnd(BillingPeriod period, DateOnly day, bool isBillingDay)
    {
        var billingDay = Math.Min(period.Schedule.Day, DaysOfCommercialMonth);
        var isLastOfFebruary = day.Month == 2 && day.Day == DateTime.DaysInMonth(day.Year, 2);
        var dayOfMonth = isBillingDay ? billingDay
            : isLastOfFebruary ? DaysOfCommercialMonth
            : Math.Min(day.Day, DaysOfCommercialMonth);
        var end = period.End;
        return (end.Year - day.Year) * 12 * DaysOfCommercialMonth
            + (end.Month - day.Month) * DaysOfCommercialMonth
            + billingDay - dayOfMonth;
    }

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static long LeastCommonMultiple(long a, long b)
    {
        var (x, y) = (a, b);
        while (y != 0)
            (x, y) = (y, x % y);
        return a / x * b;
    }

    /// <summary>What a convention counts of a period from a day on.</summary>
    /// <param name="Due">F(D): the share of a change that costs more.</param>
    /// <param name="Credited">The share of a change that costs less.</param>
    /// <param name="CutsMonths">Whether a month is cut where a change moves; otherwise the move waits for the end of the period.</param>
    private readonly record struct Shares(Fraction Due, Fraction Credited, bool CutsMonths)
    {
        public Shares(Fraction share)
            : this(share, share, CutsMonths: true)
        {
        }
    }
}

/// <summary>A move of the monthly change that counts in a first period.</summary>
/// <param name="From">The day of the move.</param>
/// <param name="MonthlyChange">The change from then on.</param>
/// <param name="Share">The share of the period that was counted from then on.</param>
internal readonly record struct ProratedMove(DateOnly From, decimal MonthlyChange, Fraction Share);
