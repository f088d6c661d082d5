using CsCheck;

namespace MyOpenIP.Pricing.Tests.Dates;

/// <summary>However a period is cut, its parts are the whole: to the last digit for the shares, to the cent for the amounts.</summary>
public sealed class ConservationTests
{
    private static readonly int RandomSplits = RandomCases.Of(100_000);

    private static readonly int[] Lengths = [1, 3, 12];

    private static readonly Gen<(BillingPeriod Period, DateOnly[] Cuts, decimal Price)> Splits =
        Gen.Select(
            Gen.Int[1, 31], Gen.Int[0, 2].Select(i => Lengths[i]), Gen.Int[1, 12], Gen.Int[0, 36_524], Gen.Int[0, 366].Array[0, 6], Gen.Int[-10_000_000, 10_000_000],
            (day, months, anchor, dayNumber, cuts, cents) =>
            {
                var period = BillingCalendar.PeriodOf(new BillingSchedule(day, months, anchor), new DateOnly(2000, 1, 1).AddDays(dayNumber));
                var length = period.End.DayNumber - period.Start.DayNumber;
                var days = cuts.Select(c => period.Start.AddDays(c % (length + 1))).Append(period.Start).Append(period.End).Distinct().Order();
                return (period, days.ToArray(), cents / 100m);
            });

    [Theory]
    [MemberData(nameof(ProrationTests.Conventions), MemberType = typeof(ProrationTests))]
    public void The_shares_of_any_split_sum_to_exactly_one(ProrationConvention convention) => Splits.Sample(
        split =>
        {
            // Each share is F(a) - F(b). The sum is exact: over the product of a pair of denominators at a time.
            var (numerator, denominator) = (new System.Numerics.BigInteger(0), new System.Numerics.BigInteger(1));
            for (var i = 0; i + 1 < split.Cuts.Length; i++)
            {
                var a = Proration.RemainingShare(convention, split.Period, split.Cuts[i]);
                var b = Proration.RemainingShare(convention, split.Period, split.Cuts[i + 1]);
                var (shareNumerator, shareDenominator) =
                    ((System.Numerics.BigInteger)a.Numerator * b.Denominator - (System.Numerics.BigInteger)b.Numerator * a.Denominator,
                    (System.Numerics.BigInteger)a.Denominator * b.Denominator);
                if (shareNumerator < 0)
                    return false;
                (numerator, denominator) = (numerator * shareDenominator + shareNumerator * denominator, denominator * shareDenominator);
            }
            return numerator == denominator;
        },
        iter: RandomSplits);

    [Theory]
    [MemberData(nameof(ProrationTests.Conventions), MemberType = typeof(ProrationTests))]
    public void The_amounts_of_any_split_sum_to_the_price_to_the_cent(ProrationConvention convention) => Splits.Sample(
        split =>
        {
            var sum = 0m;
            for (var i = 0; i + 1 < split.Cuts.Length; i++)
                sum += Remaining(convention, split.Period, split.Cuts[i], split.Price) - Remaining(convention, split.Period, split.Cuts[i + 1], split.Price);
            return sum == split.Price;
        },
        iter: RandomSplits);

    [Theory]
    [MemberData(nameof(ProrationTests.Conventions), MemberType = typeof(ProrationTests))]
    public void A_credit_and_a_charge_of_the_same_price_on_the_same_day_cancel(ProrationConvention convention) => Splits.Sample(
        split =>
        {
            var period = split.Period;
            var monthly = Math.Abs(split.Price);
            var day = split.Cuts[^2];
            // Where the month begun is due and never given back, the credit is that of the next month.
            var charge = Proration.FirstPeriod(convention, period, [(day, monthly)], ReductionCredit.ProratedCredit);
            var credit = Proration.FirstPeriod(convention, period, [(day, -monthly)], ReductionCredit.ProratedCredit);
            return convention == ProrationConvention.FullFirstMonth ? charge + credit >= 0m : charge + credit == 0m;
        },
        iter: RandomSplits);

    [Theory]
    [MemberData(nameof(ProrationTests.Conventions), MemberType = typeof(ProrationTests))]
    public void What_was_used_and_what_remains_are_the_unsplit_price(ProrationConvention convention) => Splits.Sample(
        split =>
        {
            var price = split.Period.Months * Math.Abs(split.Price);
            var remains = Proration.FirstPeriod(convention, split.Period, [(split.Cuts[^2], Math.Abs(split.Price))], ReductionCredit.ProratedCredit);
            var used = price - Remaining(convention, split.Period, split.Cuts[^2], price);
            return used >= 0m && used + remains == price;
        },
        iter: RandomSplits);

    [Theory]
    [MemberData(nameof(ProrationTests.Conventions), MemberType = typeof(ProrationTests))]
    public void The_share_that_remains_never_grows_from_one_day_to_the_next(ProrationConvention convention)
    {
        for (var billingDay = 1; billingDay <= 31; billingDay++)
            foreach (var months in (int[])[1, 3, 12])
            {
                var period = BillingCalendar.PeriodOf(new BillingSchedule(billingDay, months), Day.Of("2024-01-31"));
                for (var day = period.Start; day < period.End; day = day.AddDays(1))
                {
                    var today = Proration.RemainingShare(convention, period, day);
                    var tomorrow = Proration.RemainingShare(convention, period, day.AddDays(1));
                    Assert.True(
                        today.Numerator * tomorrow.Denominator >= tomorrow.Numerator * today.Denominator,
                        $"{convention}, day {billingDay}, {months} months: {today} on {day:O}, then {tomorrow}");
                }
            }
    }

    private static decimal Remaining(ProrationConvention convention, BillingPeriod period, DateOnly day, decimal price) =>
        Proration.Remaining(price, Proration.RemainingShare(convention, period, day));
}
