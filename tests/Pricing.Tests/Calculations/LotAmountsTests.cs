using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class LotAmountsTests
{
    [Fact]
    public void A_discount_of_units_that_leave_still_ends()
    {
        var discounted = A.Lot(1, 10m) with { Discounts = [new(10m, A.Day("2026-04-20"))] };
        var other = A.Lot(1, 5m, number: 2);
        Assert.Equal(
            [(A.Day("2026-04-10"), -9m), (A.Day("2026-04-20"), -10m)],
            LotAmounts.Changes([discounted, other], [other], A.Day("2026-04-10"), A.Day("2026-05-01")));
    }

    [Fact]
    public void Units_that_stay_before_an_addition_to_come_cost_their_own_prices_to_the_half_cent()
    {
        Lot[] lots = [A.Lot(1, 0.005m), A.Lot(1, 0.005m, leavingOn: "2026-05-01", number: 2)];
        var former = new FormerMonthly(A.Day("2026-06-01"), [new TimelineEntry(A.Day("2026-01-01"), 0.01m)]);
        Assert.Equal(0.01m, LotAmounts.Held(lots, former, A.Day("2026-04-10")));
    }
}
