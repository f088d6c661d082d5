namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class AllUnitsAtTodaysPriceTests
{
    [Fact]
    public void Every_unit_takes_todays_price_and_loses_its_old_discount()
    {
        var line = Request.Product(A.Product("P", 3m))
            .Holding("P", A.Lot(2, 4m, since: "2024-01-01", committedUntil: "2027-01-01") with { Discounts = [new DiscountStep(10m, null)] })
            .Wanting("P", 5).Price().Lines[0];
        Assert.Equal("1: 2 x 3 since 2024-01-01 committed until 2027-01-01, 2: 3 x 3 since 2026-04-10", Shown.Of(line.LotsAfter));
        Assert.Equal((7.20m, 15m), (line.MonthlyBefore, line.MonthlyAfter));
        Assert.Equal("LIST_PRICE_ALL_UNITS quantity=5 unit_price=3", line.Why(Figure.UnitPrice));
    }

    [Fact]
    public void Units_are_numbered_from_the_oldest() =>
        Assert.Equal(
            "1: 2 x 5 since 2019-01-01, 2: 1 x 5 since 2020-01-01, 3: 4 x 4 since 2020-01-01, 4: 1 x 4 since 2026-04-10, 5: 2 x 3 since 2026-04-10",
            Shown.Of(Request.Product(A.Product("P", TariffModel.Graduated, new Tier(1, 5m), new Tier(4, 4m), new Tier(9, 3m)))
                .Holding("P", A.Lot(5, 9m, since: "2020-01-01"), A.Lot(2, 8m, since: "2019-01-01")).Wanting("P", 10).Price().Lines[0].LotsAfter));

    [Fact]
    public void Lots_that_leave_keep_their_price_until_then() =>
        Assert.Equal("1: 1 x 3 since 2020-01-01, 2: 1 x 3 since 2026-04-10, 3: 2 x 9 since 2020-01-01 leaving on 2026-05-01", Shown.Of(Request.Product(A.Product("P", 3m))
            .Holding("P", A.Lot(2, 9m, leavingOn: "2026-05-01"), A.Lot(1, 4m)).Wanting("P", 2).Price().Lines[0].LotsAfter));

    [Theory]
    [InlineData(3, "")]
    [InlineData(2, "")]
    public void A_reduction_or_an_unchanged_line_is_not_repriced(int wanted, string expected)
    {
        var line = Request.Line(3m, 3, 4m, wanted).Price().Lines[0];
        Assert.Equal((expected, wanted * 4m), (line.Why(Figure.UnitPrice), line.MonthlyAfter));
    }

    private static RequestBuilder Request => A.Request().On("2026-04-10").Policies(p => p with { Repricing = Repricing.CurrentTariff });
}
