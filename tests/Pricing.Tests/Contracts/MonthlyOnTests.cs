using System.Globalization;

namespace MyOpenIP.Pricing.Tests.Contracts;

/// <summary>What a contract costs on a day, before what was ordered in advance takes effect too.</summary>
public sealed class MonthlyOnTests
{
    [Theory]
    [InlineData("2026-11-24", 60)]
    [InlineData("2027-01-23", 60)]
    [InlineData("2027-01-24", 33)]
    public void Units_priced_anew_have_their_former_price_until_the_addition_takes_effect(string day, int monthly)
    {
        var after = Ordered("2026-11-24", "2027-01-24", p => p with { Repricing = Repricing.CurrentTariff }).Line(3m, 10, 6m, 11).Price().ContractAfter;
        Assert.Equal(monthly, after.MonthlyOn(A.Day(day)));
    }

    [Theory]
    [InlineData("2026-11-24", 60)]
    [InlineData("2027-01-23", 60)]
    [InlineData("2027-01-24", 66)]
    public void Added_units_cost_nothing_before_they_are_there(string day, int monthly) =>
        Assert.Equal(monthly, Ordered("2026-11-24", "2027-01-24").Line(6m, 10, 6m, 11).Price().ContractAfter.MonthlyOn(A.Day(day)));

    [Theory]
    [InlineData("2026-11-24", 100)]
    [InlineData("2026-11-30", 100)]
    [InlineData("2026-12-01", 90)]
    public void Units_taken_cost_until_they_leave(string day, int monthly) =>
        Assert.Equal(monthly, Ordered("2026-11-24", "2026-11-24").Line(10m, 10, 10m, 9).Price().ContractAfter.MonthlyOn(A.Day(day)));

    [Theory]
    [InlineData("2026-11-24", 60)]
    [InlineData("2026-12-09", 60)]
    [InlineData("2026-12-10", 66)]
    public void Delivery_later_than_the_effective_date_is_a_day_to_come_too(string day, int monthly) =>
        Assert.Equal(monthly, Ordered("2026-11-24", "2026-11-24").With(r => r with { DeliveredOn = A.Day("2026-12-10") }).Line(6m, 10, 6m, 11).Price().ContractAfter.MonthlyOn(A.Day(day)));

    [Fact]
    public void Everything_that_moves_before_then_moves()
    {
        var after = Ordered("2026-11-24", "2027-03-01").Product(A.Product("P", 10m))
            .Holding("P", A.Lot(2, 10m) with { Discounts = [new DiscountStep(50m, A.Day("2027-01-01"))] }, A.Lot(1, 10m, leavingOn: "2027-02-01"))
            .Wanting("P", 3).Price().ContractAfter;
        Assert.Equal(
            "20 from 2026-11-24, 30 from 2027-01-01, 20 from 2027-02-01",
            Shown.Of(Assert.Single(after.Lines).Former!.Timeline));
        Assert.Equal("2027-03-01", after.Lines[0].Former!.Until.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal([20m, 30m, 20m, 30m], On(after, "2026-11-24", "2027-01-31", "2027-02-28", "2027-03-01"));
        // A day before it is in the version before; the first amount answers.
        Assert.Equal(20m, after.MonthlyOn(A.Day("2026-01-01")));
    }

    [Fact]
    public void The_next_amendment_keeps_what_is_still_to_come()
    {
        var first = Ordered("2026-11-24", "2027-03-01").Line(10m, 2, 10m, 3).Product(A.Product("Q", 5m)).Holding("Q", A.Lot(2, 5m)).Price();
        var request = Ordered("2026-12-01", "2027-03-01", p => p with { ReductionCredit = ReductionCredit.ProratedCredit })
            .Product(A.Product("P", 10m)).Product(A.Product("Q", 5m))
            .Contract(_ => first.ContractAfter);
        // Of another line: as it is. Of this one: until what is taken leaves, at the latest.
        var other = request.Wanting("Q", 1).Price();
        Assert.Equal(first.ContractAfter.Lines[0].Former, other.ContractAfter.Lines[0].Former);
        Assert.Equal([30m, 35m], On(other.ContractAfter, "2026-12-01", "2027-03-01"));
        var more = request.Wanting("P", 5).Price();
        Assert.Equal([30m, 60m], On(more.ContractAfter, "2026-12-01", "2027-03-01"));
        var taken = request.EffectiveOn("2027-02-01").Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit }).Wanting("P", 2).Price();
        Assert.Equal(A.Day("2027-02-01"), taken.ContractAfter.Lines[0].Former!.Until);
        Assert.Equal("30 from 2027-02-01", Shown.Of(taken.Timeline));
    }

    [Fact]
    public void What_is_over_is_no_longer_kept()
    {
        var first = Ordered("2026-11-24", "2027-03-01").Line(10m, 2, 10m, 3).Price();
        var next = Ordered("2027-03-01", "2027-03-01").Product(A.Product("P", 10m)).Contract(_ => first.ContractAfter).Wanting("P", 4).Price();
        Assert.Null(next.ContractAfter.Lines[0].Former);
        var unchanged = Ordered("2027-03-01", "2027-03-01").Contract(_ => first.ContractAfter).Price();
        Assert.Null(unchanged.ContractAfter.Lines[0].Former);
        var dayBefore = Ordered("2027-02-28", "2027-03-01").Contract(_ => first.ContractAfter).Price();
        Assert.NotNull(dayBefore.ContractAfter.Lines[0].Former);
    }

    [Fact]
    public void Units_that_leave_cost_nothing_before_they_begin()
    {
        // Two are ordered for March and taken back for April; then, in November, one is added at once.
        var ordered = Ordered("2026-11-24", "2027-03-01").Line(10m, 2, 10m, 4).Price();
        var takenBack = Then(ordered, "2027-03-10").Wanting("P", 2).Price();
        Assert.Equal("40 from 2027-03-10, 20 from 2027-04-01", Shown.Of(takenBack.Timeline));
        var next = Then(takenBack, "2026-11-24").Wanting("P", 3).Price();
        Assert.Empty(next.Violations);
        Assert.Equal("30 from 2026-11-24, 50 from 2027-03-01, 30 from 2027-04-01", Shown.Of(next.Timeline));
        Assert.Equal([30m, 30m, 50m, 30m], On(next.ContractAfter, "2026-11-24", "2027-02-28", "2027-03-01", "2027-04-01"));
    }

    [Fact]
    public void The_next_amendment_finds_what_a_line_costs_before_an_addition_to_come()
    {
        var anew = Ordered("2026-11-24", "2027-01-24", p => p with { Repricing = Repricing.CurrentTariff }).Line(3m, 10, 6m, 11).Price();
        AssertFound(60m, anew, "2026-11-24", "MONTHLY_OF_LOTS amount=60");
        AssertFound(60m, anew, "2027-01-23", "MONTHLY_OF_LOTS amount=60");
        AssertFound(33m, anew, "2027-01-24", "MONTHLY_OF_LOTS quantity=10 unit_price=3 quantity=1 unit_price=3 amount=33");
        var more = Ordered("2026-11-24", "2027-01-24").Line(6m, 10, 6m, 11).Price();
        AssertFound(60m, more, "2027-01-23", "MONTHLY_OF_LOTS amount=60");
        AssertFound(66m, more, "2027-01-24", "MONTHLY_OF_LOTS quantity=10 unit_price=6 quantity=1 unit_price=6 amount=66");
    }

    [Fact]
    public void Units_priced_anew_from_a_day_to_come_are_not_changed_before_it_when_what_was_added_is_taken_back()
    {
        var anew = Ordered("2026-11-24", "2027-01-24", p => p with { Repricing = Repricing.CurrentTariff }).Line(3m, 10, 6m, 11).Price();
        var takenBack = Then(anew, "2027-01-24").Wanting("P", 10).Price();
        Assert.Empty(takenBack.Violations);
        Assert.Equal([60m, 33m, 30m], On(takenBack.ContractAfter, "2027-01-23", "2027-01-24", "2027-02-01"));

        var before = Assert.Single(Then(takenBack, "2027-01-23").Wanting("P", 11).Price().Violations);
        Assert.Equal(ViolationCode.EffectiveDateInvalid, before.Code);
        Assert.Equal(A.Day("2027-01-24"), before.Data.Single(d => d.Name == "earliest").Date);
        var then = Then(takenBack, "2027-01-24").Wanting("P", 11).Price();
        Assert.Empty(then.Violations);
        Assert.Equal(30m, then.Lines[0].MonthlyBefore);
    }

    [Fact]
    public void A_unit_that_is_ordered_to_leave_is_not_found_then()
    {
        // By price and lots: the one that leaves cost 6, and of those priced anew only the amount of the line is known.
        var leaving = A.Lot(1, 6m, leavingOn: "2027-02-01");
        AssertFound(60m, Ordered("2026-11-24", "2027-01-24").Product(A.Product("P", 6m)).Holding("P", A.Lot(10, 6m), leaving).Wanting("P", 11).Price(), "2026-11-24", "MONTHLY_OF_LOTS amount=60");
        var anew = Ordered("2026-11-24", "2027-01-24", p => p with { Repricing = Repricing.CurrentTariff })
            .Product(A.Product("P", 3m)).Holding("P", A.Lot(10, 6m), leaving).Wanting("P", 11).Price();
        AssertFound(60m, anew, "2026-11-24", "MONTHLY_OF_LOTS amount=60");
    }

    private static void AssertFound(decimal monthly, PricedAmendment first, string day, string why)
    {
        var left = Then(first, day).Price().Lines[0];
        Assert.Equal((monthly, monthly), (left.MonthlyBefore, left.MonthlyAfter));
        Assert.Equal(why, left.Why(Figure.MonthlyBefore));
        // So does a line that cannot be priced.
        var retired = A.Request().PricedOn("2026-11-24").EffectiveOn(day).Contract(_ => first.ContractAfter).Wanting("P", 20).Price().Lines[0];
        Assert.Equal((monthly, why), (retired.MonthlyBefore, retired.Why(Figure.MonthlyBefore)));
    }

    private static RequestBuilder Then(PricedAmendment first, string effectiveOn) =>
        Ordered("2026-11-24", effectiveOn).Product(A.Product("P", 10m)).Contract(_ => first.ContractAfter);

    private static IEnumerable<decimal> On(Contract contract, params string[] days) => days.Select(d => contract.MonthlyOn(A.Day(d)));

    private static RequestBuilder Ordered(string pricedOn, string effectiveOn, Func<ContractPolicies, ContractPolicies>? policies = null) =>
        A.Request().PricedOn(pricedOn).EffectiveOn(effectiveOn).Policies(policies ?? (p => p));
}
