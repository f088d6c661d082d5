namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ReductionTakesUnitsTests
{
    [Fact]
    public void Units_not_committed_go_first_then_the_earlier_end_then_the_latest_start_then_the_latest_lot()
    {
        Lot[] lots =
        [
            A.Lot(1, 1m, since: "2020-01-01", committedUntil: "2028-01-01"),
            A.Lot(1, 2m, since: "2021-01-01", committedUntil: "2027-01-01"),
            A.Lot(1, 3m, since: "2020-01-01", committedUntil: "2027-01-01"),
            A.Lot(1, 4m, since: "2020-01-01", committedUntil: "2027-01-01"),
            A.Lot(1, 5m, since: "2020-01-01"),
            A.Lot(1, 6m, since: "2021-01-01", committedUntil: "2026-04-10"),
            A.Lot(1, 7m, since: "2020-01-01"),
        ];
        decimal[] order = [6m, 7m, 5m, 2m, 4m, 3m, 1m];
        for (var wanted = 6; wanted > 0; wanted--)
        {
            var line = Request.Product(A.Product("P", 10m)).Holding("P", lots).Wanting("P", wanted).Price().Lines[0];
            Assert.Equal(order.Skip(7 - wanted).Order(), line.LotsAfter.Select(l => l.UnitPrice).Order());
        }
    }

    [Fact]
    public void The_commitment_of_the_offer_counts_where_it_is_later()
    {
        // The offer to 2027-12-31 levels the first two; the latest start decides.
        var line = Request.Committed(36, "2025-01-01", "2027-12-31").Product(A.Product("P", 10m))
            .Holding("P", A.Lot(1, 1m, since: "2020-01-01", committedUntil: "2026-06-01"), A.Lot(1, 2m, since: "2021-01-01", committedUntil: "2027-06-01"), A.Lot(1, 3m, since: "2022-01-01", committedUntil: "2029-01-01"))
            .Wanting("P", 2).Price().Lines[0];
        Assert.Equal([1m, 3m], line.LotsAfter.Select(l => l.UnitPrice));
    }

    [Fact]
    public void Units_that_leave_later_stay_until_their_day()
    {
        var line = Request.Policies(p => p with { ReductionCredit = ReductionCredit.EndOfPeriod }).Product(A.Product("P", 10m))
            .Holding("P", A.Lot(3, 10m), A.Lot(2, 9m, since: "2021-01-01"), A.Lot(1, 8m, leavingOn: "2026-06-01")).Wanting("P", 2).Price().Lines[0];
        Assert.Equal("1: 2 x 10 since 2020-01-01, 2: 2 x 9 since 2021-01-01 leaving on 2026-05-01, 3: 1 x 8 since 2020-01-01 leaving on 2026-06-01, 4: 1 x 10 since 2020-01-01 leaving on 2026-05-01", Shown.Of(line.LotsAfter));
        Assert.Equal("REDUCTION_ORDER quantity=2 unit_price=9 since=2021-01-01 quantity=1 unit_price=10 since=2020-01-01\nMONTHLY_OF_LOTS quantity=2 unit_price=10 amount=20", line.Why(Figure.MonthlyAfter));
    }

    [Fact]
    public void Units_that_leave_at_once_are_gone() =>
        Assert.Equal("1: 2 x 10 since 2020-01-01", Shown.Of(Request.Line(10m, 3, 10m, 2).Price().Lines[0].LotsAfter));

    [Fact]
    public void Nothing_left_is_no_line_of_the_contract() =>
        Assert.Equal(["Q"], Request.Line(10m, 3, 10m, 0).Holding("Q", A.Lot(1, 1m)).Price().ContractAfter.Lines.Select(l => l.ProductCode));

    [Fact]
    public void It_reprices_nothing() => Assert.Equal(20m, Request.Line(7m, 3, 10m, 2).Price().Lines[0].MonthlyAfter);

    private static RequestBuilder Request => A.Request().On("2026-04-10")
        .Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit });
}
