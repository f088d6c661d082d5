namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class TimelineOfOfferTests
{
    [Fact]
    public void The_moves_of_all_lines_are_joined_by_their_day() =>
        Assert.Equal("40 from 2026-04-10, 20 from 2026-05-01", Shown.Of(A.Request().On("2026-04-10")
            .Line(10m, 2, 10m, 1).Product(A.Product("Q", 10m)).Holding("Q", A.Lot(2, 10m)).Wanting("Q", 1).Price().Timeline));

    [Fact]
    public void Moves_that_cancel_each_other_are_none() =>
        Assert.Equal("20 from 2026-05-01", Shown.Of(A.Request().PricedOn("2026-04-10").EffectiveOn("2026-05-01")
            .Line(10m, 2, 10m, 1).Product(A.Product("Q", 10m)).Wanting("Q", 1).Price().Timeline));

    [Fact]
    public void The_effective_date_is_always_there() => Assert.Equal("0 from 2026-04-10", Shown.Of(A.Request().On("2026-04-10").Price().Timeline));
}
