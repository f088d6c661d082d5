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

    private static IEnumerable<decimal> On(Contract contract, params string[] days) => days.Select(d => contract.MonthlyOn(A.Day(d)));

    private static RequestBuilder Ordered(string pricedOn, string effectiveOn, Func<ContractPolicies, ContractPolicies>? policies = null) =>
        A.Request().PricedOn(pricedOn).EffectiveOn(effectiveOn).Policies(policies ?? (p => p));
}
