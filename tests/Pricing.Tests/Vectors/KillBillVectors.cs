using System.Globalization;

namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>How each kind of Kill Bill's rows is tried. A check throws when the row does not hold.</summary>
internal static class KillBillVectors
{
    /// <summary>A charge for [start, end) of the period that starts or ends there.</summary>
    public static void ProratedCharge(VectorRow row)
    {
        var (start, end) = (row.Day("start"), row.Day("end_exclusive"));
        var candidates = row["denominator_anchor"] switch
        {
            "period_ending_at_end" => Periods.Ending(end),
            "period_starting_at_start" => Periods.Starting(start),
            _ => Periods.Ending(end).Concat(Periods.Starting(start)),
        };
        var period = candidates.First(p =>
            p.Months == row.Number("period_months") && p.End.DayNumber - p.Start.DayNumber == row.Number("period_days")
            && p.Start <= start && end <= p.End);
        Assert.Equal(
            row.Number("expected_amount"), Periods.Span(ProrationConvention.ActualOverPeriod, period, row.Number("period_rate"), start, end));
    }

    /// <summary>A credit for the unused span of a billed period.</summary>
    public static void RepairCredit(VectorRow row)
    {
        var period = Periods.Between(row.Day("billed_start"), row.Day("billed_end"));
        var credit = Periods.Span(
            ProrationConvention.ActualOverPeriod, period, -row.Number("billed_amount"), row.Day("credit_start"), row.Day("credit_end"));
        Assert.Equal(row.Number("expected_credit"), credit);
    }

    /// <summary>A month of 30 days: the span ends, starts or is the month.</summary>
    public static void Fixed30(VectorRow row)
    {
        var (start, end) = (row.Day("start"), row.Day("end_exclusive"));
        var isRest = row["item_type"] == "REPAIR_ADJ" && start.Day == 23 && end.Day == 15;
        var period = isRest ? Periods.Starting(start).First() : Periods.Ending(end).First();
        var amount = Periods.Span(ProrationConvention.Thirty360, period, row.Number("monthly_rate"), start, end);
        Assert.Equal(row.Number("expected_amount"), row["item_type"] == "REPAIR_ADJ" ? -amount : amount);
    }

    /// <summary>The number of periods billed in advance from a start to a target or an end.</summary>
    public static void Cycles(VectorRow row)
    {
        var (start, target) = (row.Day("start_date"), row.Day("target_date"));
        var months = row["billing_period"] switch { "MONTHLY" => 1, "QUARTERLY" => 3, _ => 12 };
        var schedule = new BillingSchedule((int)row.Number("bcd"), months, start.Month);
        var first = BillingCalendar.PeriodOf(schedule, start);
        var until = target < first.End ? first.End : BillingCalendar.PeriodOf(schedule, target).End;
        if (row["end_or_change_date"] != "" && row.Day("end_or_change_date") < until)
            until = row.Day("end_or_change_date");
        var cycles = new Share(0, 1);
        for (var from = start; from < until;)
        {
            var period = BillingCalendar.PeriodOf(schedule, from);
            var to = until < period.End ? until : period.End;
            cycles += Remaining(ProrationConvention.ActualOverPeriod, period, from) - Remaining(ProrationConvention.ActualOverPeriod, period, to);
            from = to;
        }
        Assert.True(Share.Parse(row["expected_cycles_fraction"]).Is(cycles), $"{row["expected_cycles_fraction"]} expected, {cycles.Rounded(9)} found");
    }

    public static void DateUtils(VectorRow row)
    {
        var start = row.Day("start_date");
        var expected = row["expected"];
        switch (row["kind"])
        {
            case "whole_periods":
                Assert.Equal(expected, RemainingTerm.From(start, row.Day("end_date"), startedMonthIsDue: false).WholeMonths.ToString(CultureInfo.InvariantCulture));
                break;
            case "advance_n_periods":
                Assert.Equal(Day.Of(expected), RemainingTerm.From(start, start, false).Anniversary((int)row.Number("n")));
                break;
            case "recede_n_periods":
                Assert.Equal(start, RemainingTerm.From(Day.Of(expected), start, false).Anniversary((int)row.Number("n")));
                break;
            case "proration_after_last_bcd":
                Assert.Equal(row.Number("expected"), Used(row, Periods.Starting(start).First()).Rounded(9));
                break;
            case "proration_before_first_bcd":
                Assert.Equal(row.Number("expected"), Remaining(Convention(row), Periods.Ending(row.Day("end_date")).First(), start).Rounded(9));
                break;
            case "days_between_fixed_month":
                Assert.True(new Share((int)row.Number("expected"), 30).Is(Used(row, Periods.Starting(start).First())));
                break;
            default:
                throw new InvalidOperationException($"No way to try a {row["kind"]}.");
        }
    }

    public static void BillingIntervals(VectorRow row)
    {
        var start = row.Day("start_date");
        var schedule = new BillingSchedule((int)row.Number("bcd"), row["billing_period"] == "ANNUAL" ? 12 : 1, start.Month);
        var found = row["property"] switch
        {
            "getFirstBillingCycleDate" => BillingCalendar.FirstBoundary(schedule, start, after: start.AddDays(-1)),
            "getNextBillingCycleDate" => BillingCalendar.FirstBoundary(schedule, row.Day("target_date"), after: row.Day("target_date")),
            "getLastBillingCycleDate" => BillingCalendar.PeriodOf(schedule, row.Day("end_date")).Start,
            "getEffectiveEndDate" => BillingCalendar.PeriodOf(schedule, row.Day("target_date")).End,
            _ => throw new InvalidOperationException($"No way to try a {row["property"]}."),
        };
        Assert.Equal(Day.Of(row["expected"]), found);
    }

    private static ProrationConvention Convention(VectorRow row) =>
        row["fixed_days_in_month"] == "30" ? ProrationConvention.Thirty360 : ProrationConvention.ActualOverPeriod;

    private static Share Used(VectorRow row, BillingPeriod period) => new Share(1, 1) - Remaining(Convention(row), period, row.Day("end_date"));

    private static Share Remaining(ProrationConvention convention, BillingPeriod period, DateOnly day) =>
        Share.Of(Proration.RemainingShare(convention, period, day));
}
