namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class MovesOfChangedLineTests
{
    [Fact]
    public void It_is_as_before_until_it_takes_effect_and_as_after_from_then_on() =>
        Assert.Equal("27 from 2026-04-10, 17 from 2026-05-01, 10 from 2026-06-01", Shown.Of(A.Request().On("2026-04-10").Product(A.Product("P", 10m))
            .Holding("P", A.Lot(2, 10m), A.Lot(1, 7m, leavingOn: "2026-06-01")).Wanting("P", 1).Price().Timeline));

    [Fact]
    public void A_promotion_that_ends_is_a_move() =>
        Assert.Equal("15 from 2026-04-10, 20 from 2026-06-10", Shown.Of(A.Request().On("2026-04-10")
            .Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 2 }).Line(10m, 1, 10m, 2).Price().Timeline));

    [Fact]
    public void A_discount_of_the_whole_line_starts_on_the_day_of_the_line() =>
        Assert.Equal("20 from 2026-04-10, 5 from 2026-05-01", Shown.Of(A.Request().On("2026-04-10").Line(10m, 2, 10m, 1).Manual("P", 0m, 50m, DiscountScope.WholeLine).Price().Timeline));

    [Fact]
    public void Delivery_moves_the_addition() =>
        Assert.Equal("10 from 2026-04-10, 20 from 2026-06-20", Shown.Of(A.Request().On("2026-04-10").With(r => r with { DeliveredOn = A.Day("2026-06-20") }).Line(10m, 1, 10m, 2).Price().Timeline));

    [Fact]
    public void Units_at_no_price_move_nothing() =>
        Assert.Equal("10 from 2026-04-10", Shown.Of(A.Request().On("2026-04-10").With(r => r with { DeliveredOn = A.Day("2026-06-20") }).Line(0m, 1, 10m, 2).Price().Timeline));
}
