using System.Globalization;

namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>How the rows of the other peers are tried.</summary>
internal static class PeerVectors
{
    public static void Amendment(VectorRow row)
    {
        switch (row["kind"])
        {
            case "prorated_units_multi_change":
                Moves(row);
                break;
            case "fraction":
                SpanShare(row);
                break;
            default:
                Amount(row);
                break;
        }
    }

    public static void Conventions(VectorRow row)
    {
        var period = Periods.Between(row.Day("period_start"), row.Day("period_end_exclusive"));
        var monthly = decimal.Parse(row["price"].Replace("/month", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        foreach (var (column, convention) in Columns)
        {
            var cell = row.Cells.Single(c => c.Key.StartsWith(column, StringComparison.Ordinal)).Value;
            // No peer states the cell, or it is one of those that docs/vectors.md sets apart.
            if (cell == "" || NotApplicable.Ids.Contains($"{row.Id}/{column}"))
                continue;
            var found = Proration.Remaining(monthly * period.Months, Proration.RemainingShare(convention, period, row.Day("change_date")));
            Assert.True(decimal.Parse(cell, CultureInfo.InvariantCulture) == found, $"{column}: {cell} expected, {found} found");
        }
    }

    private static readonly (string Column, ProrationConvention Convention)[] Columns =
    [
        ("ACTUAL_over_whole_period", ProrationConvention.ActualOverPeriod),
        ("MONTHS_plus_ACTUAL_days", ProrationConvention.MonthsThenActualDays),
        ("MONTHS_plus_days/30", ProrationConvention.MonthsThenThirtieths),
        ("MONTHS_plus_STRICT30/360", ProrationConvention.Thirty360),
        ("FIXED30", ProrationConvention.Thirty360),
        ("FULL_first_month", ProrationConvention.FullFirstMonth),
        ("NONE_until_next_period", ProrationConvention.NextMonth),
    ];

    /// <summary>A charge or credit of so many days: the last of the period, the first, or those up to the change.</summary>
    private static void Amount(VectorRow row)
    {
        var end = End(row);
        var monthsOfPrice = row["convention"].Contains("TCB", StringComparison.Ordinal) || row["convention"] is "30 days" || row["convention"].Contains("whole months", StringComparison.Ordinal);
        var period = row["id"] == "z-ramp-03" ? Periods.Ending(end).First(p => p.Months == 1) : Periods.Between(row.Day("period_start"), end);
        var monthly = row.Number("unit_price") * row.Number("quantity_delta");
        var price = monthsOfPrice ? monthly * period.Months : monthly;
        var (from, to) = Span(row, period);
        if (row["kind"] == "charge_decrease_10_to_5")
        {
            Assert.Equal(row.Number("expected"), Proration.FirstPeriod(ProrationConvention.ActualOverPeriod, period, [(from, price)], ReductionCredit.NoCredit));
            return;
        }
        var found = Periods.Span(Convention(row), period, price, from, to);
        var shownDecimals = row["convention"].Contains("1 decimal", StringComparison.Ordinal) || row["expected"].Length - row["expected"].IndexOf('.', StringComparison.Ordinal) == 2 ? 1 : 2;
        Assert.Equal(row.Number("expected"), decimal.Round(found, shownDecimals, MidpointRounding.AwayFromZero));
    }

    /// <summary>The span that the row's number of days covers.</summary>
    private static (DateOnly From, DateOnly To) Span(VectorRow row, BillingPeriod period)
    {
        var change = row["id"] == "z-ramp-03" ? row.Day("period_start") : row.Day("change_date");
        if (row["whole_periods"] is not "" and not "0")
            return (change, period.End);
        var days = (int)row.Number("days");
        if (change.AddDays(days) == period.End || change.AddDays(days + 1) == period.End)
            return (period.End.AddDays(-days), period.End);
        if (period.Start.AddDays(days) == change)
            return (period.Start, change);
        // Up to the change, that day included.
        return (change.AddDays(1 - days), change.AddDays(1));
    }

    /// <summary>Quantities weighed by the days for which they hold: 10*19/31+7*12/31.</summary>
    private static void Moves(VectorRow row)
    {
        var period = Periods.Between(row.Day("period_start"), End(row));
        var moves = new List<(DateOnly, decimal)>();
        var from = period.Start;
        foreach (var term in row["quantity_delta"].Split('+'))
        {
            var parts = term.Split('*', '/').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            moves.Add((from, parts[0] * row.Number("unit_price")));
            from = from.AddDays(parts[1]);
        }
        Assert.Equal(row.Number("expected"), Proration.FirstPeriod(ProrationConvention.ActualOverPeriod, period, moves, ReductionCredit.EndOfPeriod));
    }

    /// <summary>The share that a span has of its calendar month.</summary>
    private static void SpanShare(VectorRow row)
    {
        var from = row["change_date"] == "" ? row.Day("period_start") : row.Day("change_date");
        var period = BillingCalendar.PeriodOf(new BillingSchedule(1), from);
        var share = Share.Of(Proration.RemainingShare(Convention(row), period, from)) - Share.Of(Proration.RemainingShare(Convention(row), period, End(row)));
        if (row["expected"].Contains('/'))
            Assert.True(Share.Parse(row["expected"]).Is(share), $"{row["expected"]} expected, {share} found");
        else
            Assert.Equal(row.Number("expected"), share.Rounded(9));
    }

    /// <summary>First day after the period: some peers write its last day.</summary>
    private static DateOnly End(VectorRow row)
    {
        var end = row.Day("period_end");
        return row["convention"].Contains("EXCLUSIVE", StringComparison.Ordinal) || row["convention"] == "idem" ? end : end.AddDays(1);
    }

    private static ProrationConvention Convention(VectorRow row) => row["convention"].Split(';')[0] switch
    {
        "ACTUAL" => ProrationConvention.MonthsThenActualDays,
        "ACTUAL/30" or "partial month on 30 days (TCB)" or "30 days" => ProrationConvention.MonthsThenThirtieths,
        "STRICT 30/360" => ProrationConvention.Thirty360,
        var months when months.EndsWith("whole months", StringComparison.Ordinal) => ProrationConvention.MonthsThenActualDays,
        _ => ProrationConvention.ActualOverPeriod,
    };
}
