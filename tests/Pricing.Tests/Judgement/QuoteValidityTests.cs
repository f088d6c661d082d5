namespace MyOpenIP.Pricing.Tests.Judgement;

public sealed class QuoteValidityTests
{
    [Theory]
    [InlineData(0, "2026-04-11")]
    [InlineData(30, "2026-05-11")]
    public void A_quote_binds_for_so_many_days_after_that_of_its_pricing(int days, string firstDayOut) =>
        Assert.Equal(A.Day(firstDayOut), FirstDayOut(A.Request().On("2026-04-10").Line(10m, 1, 10m, 2), days));

    [Theory]
    [InlineData(30, "2026-05-01")]
    [InlineData(20, "2026-05-01")]
    [InlineData(19, "2026-04-30")]
    public void A_reduction_that_waits_for_the_end_of_the_period_is_accepted_before_it(int days, string firstDayOut) =>
        Assert.Equal(A.Day(firstDayOut), FirstDayOut(A.Request().On("2026-04-10").Line(10m, 2, 10m, 1), days));

    [Fact]
    public void A_reduction_that_waits_for_nothing_bounds_nothing() =>
        Assert.Equal(A.Day("2026-05-11"), FirstDayOut(
            A.Request().On("2026-04-10").Policies(p => p with { ReductionCredit = ReductionCredit.NoCredit }).Line(10m, 2, 10m, 1), 30));

    [Fact]
    public void A_line_that_is_left_as_it_is_bounds_nothing() =>
        Assert.Equal(A.Day("2026-05-01"), FirstDayOut(
            A.Request().On("2026-04-10").Product(A.Product("Q", 5m)).Holding("Q", A.Lot(1, 5m)).Line(10m, 2, 10m, 1), 30));

    private static DateOnly FirstDayOut(RequestBuilder request, int days) =>
        QuoteValidity.FirstDayOut(request.Request.Contract.Policies, request.Price(), days);
}
