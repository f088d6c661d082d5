namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class MovesOfUnchangedLineTests
{
    [Fact]
    public void An_end_of_a_discount_and_a_day_of_leaving_are_moves() =>
        Assert.Equal("27 from 2026-04-10, 32 from 2026-05-15, 25 from 2026-06-01", Shown.Of(A.Request().On("2026-04-10").Line(10m, 0, 0m, 1)
            .Holding("Q", A.Lot(1, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2026-05-15"))] }, A.Lot(1, 7m, leavingOn: "2026-06-01"), A.Lot(1, 5m) with { Discounts = [new DiscountStep(99m, A.Day("2026-04-10"))] }).Price().Timeline));

    [Fact]
    public void So_are_those_of_a_line_that_cannot_be_priced() =>
        Assert.Equal("17 from 2026-04-10, 10 from 2026-06-01", Shown.Of(A.Request().On("2026-04-10")
            .Holding("Q", A.Lot(1, 10m), A.Lot(1, 7m, leavingOn: "2026-06-01")).Wanting("Q", 3).Price().Timeline));

    [Fact]
    public void What_has_left_moves_nothing() =>
        Assert.Equal("10 from 2026-04-10", Shown.Of(A.Request().On("2026-04-10").Holding("Q", A.Lot(1, 10m), A.Lot(1, 7m, leavingOn: "2026-04-10")).Price().Timeline));

    [Fact]
    public void Without_either_there_is_one_amount() =>
        Assert.Equal("10 from 2026-04-10", Shown.Of(A.Request().On("2026-04-10").Holding("Q", A.Lot(1, 10m)).Price().Timeline));
}
