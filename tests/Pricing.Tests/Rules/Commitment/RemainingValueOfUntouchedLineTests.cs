namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class RemainingValueOfUntouchedLineTests
{
    [Fact]
    public void A_line_that_does_not_change_keeps_its_remaining_value()
    {
        var line = Request.Committed(12, "2026-04-01", "2027-03-31").Price().Lines[1];
        Assert.Equal((60m, 60m), (line.RemainingValueBefore, line.RemainingValueAfter));
        Assert.Equal("REMAINING_VALUE_OF_LOTS from=2026-04-01 amount=60", line.Why(Figure.RemainingValueBefore));
    }

    [Fact]
    public void It_moves_with_the_commitment_of_the_offer()
    {
        var line = Request.Committed(12, "2025-10-01", "2026-09-30")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.Restart }).Price().Lines[1];
        Assert.Equal((30m, 60m), (line.RemainingValueBefore, line.RemainingValueAfter));
        Assert.Equal("REMAINING_VALUE_OF_LOTS from=2026-04-01 amount=60", line.Why(Figure.RemainingValueAfter));
    }

    [Fact]
    public void Without_a_commitment_there_is_none() => Assert.Equal("", Request.Price().Lines[1].Why(Figure.RemainingValueBefore));

    private static RequestBuilder Request => A.Request().On("2026-04-01").Line(10m, 1, 10m, 2).Product(A.Product("Q", 5m)).Holding("Q", A.Lot(1, 5m), A.Lot(9, 5m, leavingOn: "2026-05-01"));
}
