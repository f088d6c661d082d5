namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class AddedUnitsAtTodaysPriceTests
{
    [Fact]
    public void Kept_units_keep_price_and_discount_and_added_ones_take_todays()
    {
        var line = A.Request().On("2026-04-10").Product(A.Product("P", 3m))
            .Holding("P", A.Lot(2, 4m, since: "2024-01-01", committedUntil: "2027-01-01") with { Discounts = [new DiscountStep(10m, A.Day("2026-12-01"))] })
            .Wanting("P", 5).Price().Lines[0];
        Assert.Equal("1: 2 x 4 -10% until 2026-12-01 since 2024-01-01 committed until 2027-01-01, 2: 3 x 3 since 2026-04-10", Shown.Of(line.LotsAfter));
        Assert.Equal("LIST_PRICE_ADDED_UNITS quantity=3 unit_price=3", line.Why(Figure.UnitPrice));
    }

    [Theory]
    [InlineData(TariffModel.Volume, "1: 8 x 7 since 2020-01-01, 2: 4 x 4 since 2026-04-10")]
    [InlineData(TariffModel.Graduated, "1: 8 x 7 since 2020-01-01, 2: 1 x 5 since 2026-04-10, 3: 3 x 4 since 2026-04-10")]
    public void Tiers_price_the_added_units(TariffModel model, string expected) =>
        Assert.Equal(expected, Shown.Of(A.Request().On("2026-04-10").Product(A.Product("P", model, new Tier(1, 5m), new Tier(10, 4m)))
            .Holding("P", A.Lot(8, 7m)).Wanting("P", 12).Price().Lines[0].LotsAfter));

    [Fact]
    public void Tiers_of_one_price_make_one_lot() =>
        Assert.Equal("1: 12 x 5 since 2026-04-10", Shown.Of(A.Request().On("2026-04-10")
            .Product(A.Product("P", TariffModel.Graduated, new Tier(1, 5m), new Tier(3, 5m), new Tier(20, 4m)))
            .Wanting("P", 12).Price().Lines[0].LotsAfter));

    [Fact]
    public void Several_tiers_are_crossed_one_lot_each() =>
        Assert.Equal("1: 1 x 9 since 2020-01-01, 2: 1 x 5 since 2026-04-10, 3: 2 x 4 since 2026-04-10, 4: 2 x 3 since 2026-04-10", Shown.Of(A.Request().On("2026-04-10")
            .Product(A.Product("P", TariffModel.Graduated, new Tier(1, 5m), new Tier(3, 4m), new Tier(5, 3m), new Tier(7, 2m)))
            .Holding("P", A.Lot(1, 9m)).Wanting("P", 6).Price().Lines[0].LotsAfter));

    [Fact]
    public void New_lots_come_after_every_number_there_is() =>
        Assert.Equal("1: 1 x 9 since 2020-01-01, 2: 1 x 9 since 2020-01-01 leaving on 2026-05-01, 3: 1 x 5 since 2026-04-10", Shown.Of(A.Request().On("2026-04-10")
            .Product(A.Product("P", 5m)).Holding("P", A.Lot(1, 9m), A.Lot(1, 9m, leavingOn: "2026-05-01")).Wanting("P", 2).Price().Lines[0].LotsAfter));

    [Fact]
    public void Lots_that_have_left_are_dropped() =>
        Assert.Equal("1: 1 x 9 since 2020-01-01, 3: 1 x 5 since 2026-04-10", Shown.Of(A.Request().On("2026-04-10")
            .Product(A.Product("P", 5m)).Holding("P", A.Lot(1, 9m), A.Lot(1, 9m, leavingOn: "2026-04-10")).Wanting("P", 2).Price().Lines[0].LotsAfter));

    [Fact]
    public void Not_under_current_tariff() =>
        Assert.DoesNotContain("LIST_PRICE_ADDED_UNITS", A.Request().Policies(p => p with { Repricing = Repricing.CurrentTariff })
            .Line(3m, 2, 4m, 5).Price().Lines[0].Why(Figure.UnitPrice), StringComparison.Ordinal);
}
