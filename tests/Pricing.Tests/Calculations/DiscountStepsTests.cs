using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class DiscountStepsTests
{
    [Fact]
    public void Steps_are_compared_at_every_end_of_either()
    {
        DiscountStep[] one = [new(10m, A.Day("2026-09-01"))];
        DiscountStep[] other = [new(10m, A.Day("2026-06-01")), new(5m, A.Day("2026-09-01"))];
        Assert.False(DiscountSteps.AreEqual(one, other, A.Day("2026-04-10")));
        Assert.False(DiscountSteps.AreEqual(other, one, A.Day("2026-04-10")));
        Assert.True(DiscountSteps.AreEqual(one, other, A.Day("2026-09-01")));
        Assert.True(DiscountSteps.AreEqual(other, [new(10m, A.Day("2026-06-01")), new(5m, A.Day("2026-07-01")), new(5m, A.Day("2026-09-01"))], A.Day("2026-04-10")));
    }
}
