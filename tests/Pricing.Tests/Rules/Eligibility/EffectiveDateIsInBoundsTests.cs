namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class EffectiveDateIsInBoundsTests
{
    [Theory]
    [InlineData("2026-04-09", true)]
    [InlineData("2026-04-10", false)]
    [InlineData("2027-04-10", false)]
    [InlineData("2027-04-11", true)]
    public void Without_back_dating_it_lies_between_the_pricing_date_and_the_horizon(string day, bool isRefused) =>
        AssertRefused(Request.EffectiveOn(day), day, "2026-04-10", "2027-04-10", isRefused);

    [Theory]
    [InlineData("2026-04-04", true)]
    [InlineData("2026-04-05", false)]
    public void The_back_dating_policy_allows_some_days(string day, bool isRefused) =>
        AssertRefused(BackDated(5).EffectiveOn(day), day, "2026-04-05", "2027-04-10", isRefused);

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void It_never_reaches_before_the_period_of_the_pricing_date(string day, bool isRefused) =>
        AssertRefused(BackDated(60).EffectiveOn(day), day, "2026-04-01", "2027-04-10", isRefused);

    [Theory]
    [InlineData("2026-04-02", true)]
    [InlineData("2026-04-03", false)]
    public void Nor_before_the_delivery_of_the_offer(string day, bool isRefused) =>
        AssertRefused(BackDated(60).Contract(c => c with { DeliveredOn = A.Day("2026-04-03") }).EffectiveOn(day), day, "2026-04-03", "2027-04-10", isRefused);

    [Theory]
    [InlineData("2026-04-06", true)]
    [InlineData("2026-04-07", false)]
    public void Nor_before_the_latest_start_of_a_lot(string day, bool isRefused) =>
        AssertRefused(
            BackDated(60).Product(A.Product("Q", 1m)).Holding("Q", A.Lot(1, 1m, since: "2026-04-07"), A.Lot(1, 1m, since: "2026-04-02")).EffectiveOn(day),
            day, "2026-04-07", "2027-04-10", isRefused);

    [Fact]
    public void A_lot_that_leaves_bounds_nothing() =>
        Assert.Empty(BackDated(60).Product(A.Product("Q", 1m)).Holding("Q", A.Lot(1, 1m, since: "2026-04-09", leavingOn: "2026-05-01")).EffectiveOn("2026-04-07").Price().Violations);

    [Theory]
    [InlineData("2026-06-10", false)]
    [InlineData("2026-06-11", true)]
    public void The_horizon_is_a_policy(string day, bool isRefused) =>
        AssertRefused(Request.Policies(p => p with { HorizonMonths = 2 }).EffectiveOn(day), day, "2026-04-10", "2026-06-10", isRefused);

    [Fact]
    public void None_asked_is_the_pricing_date()
    {
        var priced = Request.Price();
        Assert.Equal(A.Day("2026-04-10"), priced.EffectiveDate);
        Assert.Empty(priced.Violations);
    }

    [Fact]
    public void An_offer_without_a_day_of_delivery_is_judged_by_the_rest() =>
        Assert.Equal("", Request.Contract(c => c with { DeliveredOn = null }).Against());

    private static RequestBuilder Request => A.Request().PricedOn("2026-04-10").Line(10m, 1, 10m, 2);

    private static RequestBuilder BackDated(int days) => Request.Policies(p => p with { BackDatingDays = days });

    private static void AssertRefused(RequestBuilder request, string day, string earliest, string latest, bool isRefused) =>
        Assert.Equal(isRefused ? $"EffectiveDateInvalid effective_date={day} earliest={earliest} latest={latest}" : "", request.Against());
}
