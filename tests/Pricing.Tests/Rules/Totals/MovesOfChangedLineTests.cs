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
    public void Kept_units_have_their_own_discount_until_the_day_of_the_line_in_the_next_amendment_too()
    {
        var request = A.Request().On("2026-11-24").Billed(1, 12, 11).Discount(new CatalogueDiscount
        {
            Code = "A",
            Source = DiscountSource.Agreed,
            RecurringPercent = 50m,
            Scope = DiscountScope.WholeLine,
            ProductCode = "A",
        }).Product(A.Product("A", 10m)).Product(A.Product("B", 5m)).Holding("A", A.Lot(10, 10m)).Holding("B", A.Lot(1, 5m));
        var first = request.Wanting("A", 9).Price();
        Assert.Equal("105 from 2026-11-24, 50 from 2027-11-01", Shown.Of(first.Timeline));
        Assert.Equal("1: 9 x 10 -0% until 2027-11-01 -50% since 2020-01-01, 2: 1 x 10 since 2020-01-01 leaving on 2027-11-01", Shown.Of(first.Lines[0].LotsAfter));
        var next = request.Contract(_ => first.ContractAfter).Wanting("B", 2).Price();
        Assert.Equal("110 from 2026-11-24, 55 from 2027-11-01", Shown.Of(next.Timeline));
    }

    [Fact]
    public void So_they_have_where_the_date_is_to_come()
    {
        var first = A.Request().PricedOn("2026-11-24").EffectiveOn("2026-12-10").Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit })
            .Product(A.Product("P", 10m)).Holding("P", A.Lot(10, 10m) with { Discounts = [new DiscountStep(20m, A.Day("2026-12-05"))] })
            .Manual("P", 0m, 50m, DiscountScope.WholeLine).Wanting("P", 9).Price();
        Assert.Equal("45 from 2026-12-10", Shown.Of(first.Timeline));
        Assert.Equal(
            (80m, 100m, 45m),
            (first.ContractAfter.MonthlyOn(A.Day("2026-11-24")), first.ContractAfter.MonthlyOn(A.Day("2026-12-09")), first.ContractAfter.MonthlyOn(A.Day("2026-12-10"))));
    }

    [Fact]
    public void The_remaining_value_counts_their_own_discount_until_then()
    {
        var line = A.Request().On("2026-11-24").Committed(12, "2025-12-01", "2026-11-30")
            .Product(A.Product("P", 100m)).Holding("P", A.Lot(2, 100m) with { Discounts = [new DiscountStep(50m, A.Day("2026-11-30"))] })
            .Manual("P", 0m, 10m, DiscountScope.WholeLine).Wanting("P", 1).Price().Lines[0];
        Assert.Equal((A.Day("2026-12-01"), 50m), (line.TakesEffectOn, line.RemainingValueAfter));
    }

    [Fact]
    public void Delivery_moves_the_addition() =>
        Assert.Equal("10 from 2026-04-10, 20 from 2026-06-20", Shown.Of(A.Request().On("2026-04-10").With(r => r with { DeliveredOn = A.Day("2026-06-20") }).Line(10m, 1, 10m, 2).Price().Timeline));

    [Fact]
    public void Units_at_no_price_move_nothing() =>
        Assert.Equal("10 from 2026-04-10", Shown.Of(A.Request().On("2026-04-10").With(r => r with { DeliveredOn = A.Day("2026-06-20") }).Line(0m, 1, 10m, 2).Price().Timeline));
}
