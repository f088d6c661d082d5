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
}
