namespace MyOpenIP.Pricing.Tests;

public sealed class WorkedExamplesTests
{
    private static readonly DiscountScope Added = DiscountScope.AddedUnits;

    [Fact]
    public void Two_units_added_on_the_tenth_owe_21_thirtieths()
    {
        var line = Line(A.Request().On("2026-04-10").Line(18.90m, 0, 0m, 2));
        Assert.Equal(new Fraction(21, 30), line.FirstPeriod!.RemainingShare);
        Assert.Equal(26.46m, line.FirstPeriod.Amount);
    }

    [Fact]
    public void A_billing_day_in_the_month_cuts_its_own_period()
    {
        var first = Line(A.Request().On("2026-02-20").Billed(15).Line(9.90m, 0, 0m, 1)).FirstPeriod!;
        Assert.Equal((A.Day("2026-02-15"), A.Day("2026-03-15"), new Fraction(23, 28), 8.13m), (first.Start, first.End, first.RemainingShare, first.Amount));
    }

    [Fact]
    public void A_billing_day_of_31_bills_on_the_last_of_February()
    {
        var first = Line(A.Request().On("2026-02-10").Billed(31).Line(21.80m, 0, 0m, 1)).FirstPeriod!;
        Assert.Equal((A.Day("2026-01-31"), A.Day("2026-02-28"), new Fraction(18, 28), 14.01m), (first.Start, first.End, first.RemainingShare, first.Amount));
    }

    [Fact]
    public void Manual_discounts_on_added_units()
    {
        var priced = A.Request().Line(18.90m, 3, 18.90m, 8, setup: 20m).Manual("P", 50m, 10m).Price();
        Assert.Equal((50.00m, 85.05m), (priced.Lines[0].Setup, priced.Lines[0].MonthlyChange));
        Assert.Equal((141.75m, 28.35m, 170.10m), Amounts(priced.WholeTotals.Recurring));
    }

    [Fact]
    public void Current_tariff_reprices_the_kept_unit()
    {
        var priced = A.Request().Policies(p => p with { Repricing = Repricing.CurrentTariff }).Line(3m, 1, 4m, 3).Price();
        Assert.Equal((9.00m, 1.80m, 10.80m), Amounts(priced.WholeTotals.Recurring));
        Assert.Equal((5.00m, 1.00m, 6.00m), Amounts(priced.ChangeTotals.Recurring));
    }

    [Fact]
    public void The_change_of_the_VAT_is_a_difference()
    {
        var priced = A.Request().Line(0.12m, 1, 0.12m, 2).Price();
        Assert.Equal((0.02m, 0.05m, 0.03m), (priced.InitialTotals.Recurring.VatTotal, priced.WholeTotals.Recurring.VatTotal, priced.ChangeTotals.Recurring.VatTotal));
    }

    [Theory]
    [InlineData("2026-04-10", "2026-04-10", 1, "2026-05-01")]
    [InlineData("2026-04-10", "2026-05-01", 1, "2026-05-01")]
    [InlineData("2026-05-01", "2026-05-01", 1, "2026-06-01")]
    [InlineData("2026-04-10", "2026-04-10", 3, "2026-07-01")]
    public void A_reduction_waits_for_the_end_of_the_period(string priced, string effective, int months, string expected)
    {
        var outcome = A.Request().PricedOn(priced).EffectiveOn(effective).Billed(1, months).Line(18.90m, 10, 18.90m, 6).Price();
        Assert.Equal((A.Day(expected), 0m), (outcome.Lines[0].TakesEffectOn, outcome.Lines[0].FirstPeriod!.Amount));
        Assert.Equal([new TimelineEntry(A.Day(effective), effective == expected ? 113.40m : 189.00m), new TimelineEntry(A.Day(expected), 113.40m)],
            effective == expected ? [outcome.Timeline[0], outcome.Timeline[0]] : outcome.Timeline);
    }

    [Fact]
    public void An_addition_on_a_later_boundary_is_on_its_invoice()
    {
        var priced = A.Request().PricedOn("2026-04-10").EffectiveOn("2026-05-01").Line(18.90m, 10, 18.90m, 12).Price();
        Assert.Equal(0m, priced.Lines[0].FirstPeriod!.Amount);
        Assert.Equal([new TimelineEntry(A.Day("2026-05-01"), 226.80m)], priced.Timeline);
    }

    [Fact]
    public void A_promotion_that_ends_inside_the_period()
    {
        var line = Line(A.Request().On("2026-01-01").Billed(1, 12).Policies(p => p with { Proration = ProrationConvention.MonthsThenActualDays })
            .Discount(new CatalogueDiscount { Code = "D", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 3 })
            .Line(100m, 0, 0m, 1));
        Assert.Equal(1050.00m, line.FirstPeriod!.Amount);
    }

    [Fact]
    public void A_credit_is_taxed_as_the_charge_was()
    {
        var priced = Credit(A.Request().On("2026-04-10").Line(18.90m, 10, 18.90m, 6)).Price();
        Assert.Equal(A.Day("2026-04-10"), priced.Lines[0].TakesEffectOn);
        Assert.Equal((-52.92m, -10.58m, -63.50m), Amounts(priced.WholeTotals.FirstPeriod));
        Assert.Equal(-0.13m, Line(Credit(A.Request().On("2026-04-16").Line(0.25m, 2, 0.25m, 1))).FirstPeriod!.Amount);
    }

    [Theory]
    [InlineData(TariffModel.Volume, Repricing.KeepContracted, 56.00)]
    [InlineData(TariffModel.Volume, Repricing.CurrentTariff, 48.00)]
    [InlineData(TariffModel.Graduated, Repricing.KeepContracted, 57.00)]
    [InlineData(TariffModel.Graduated, Repricing.CurrentTariff, 57.00)]
    public void Tiers(TariffModel model, Repricing repricing, decimal expected)
    {
        var line = Line(A.Request().Policies(p => p with { Repricing = repricing })
            .Product(A.Product("P", model, new Tier(1, 5m), new Tier(10, 4m))).Holding("P", A.Lot(8, 5m)).Wanting("P", 12));
        Assert.Equal(expected, line.MonthlyAfter);
        if (model == TariffModel.Graduated && repricing == Repricing.KeepContracted)
            Assert.Equal([(8, 5m), (1, 5m), (3, 4m)], line.LotsAfter.Select(l => (l.Quantity, l.UnitPrice)));
    }

    [Theory]
    [InlineData(ReductionCredit.ProratedCredit, true, 0, 378.00)]
    [InlineData(ReductionCredit.ProratedCredit, false, 0, 343.86)]
    [InlineData(ReductionCredit.EndOfPeriod, true, 0, 302.40)]
    [InlineData(ReductionCredit.ProratedCredit, true, 10, 283.50)]
    public void Early_reduction_fee(ReductionCredit credit, bool startedMonthIsDue, int tolerance, decimal expected)
    {
        var priced = A.Request().On("2026-11-15").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { ReductionCredit = credit, StartedMonthIsDue = startedMonthIsDue, TolerancePercent = tolerance })
            .Line(18.90m, 10, 18.90m, 6).Price();
        Assert.Equal(expected, priced.Lines[0].EarlyReductionFee);
        Assert.Equal(tolerance == 0 ? 0m : 18.90m, priced.Commitment.ToleranceUsedAfter);
    }

    [Fact]
    public void The_tolerance_is_used_once()
    {
        var first = Credit(A.Request().On("2026-11-15").Committed(12, "2026-04-01", "2027-03-31")
            .Policies(p => p with { TolerancePercent = 10m })
            .Line(18.90m, 10, 18.90m, 9)).Price();
        Assert.Equal((0m, 18.90m), (first.Lines[0].EarlyReductionFee, first.Commitment.ToleranceUsedAfter));
        var second = Credit(A.Request().On("2026-11-15").Product(A.Product("P", 18.90m)).Wanting("P", 8))
            .Contract(_ => first.ContractAfter).Price();
        Assert.Equal(5 * 18.90m, second.Lines[0].EarlyReductionFee);
    }

    [Fact]
    public void A_reduction_takes_uncommitted_units_first()
    {
        var line = Line(Credit(A.Request().On("2026-06-15").Product(A.Product("P", 20m))
            .Holding("P",
                A.Lot(3, 20m, since: "2024-01-01", committedUntil: "2027-01-01"),
                A.Lot(2, 18m, since: "2025-06-01"),
                A.Lot(2, 19m, since: "2026-01-01", committedUntil: "2027-01-01"))
            .Wanting("P", 4)));
        Assert.Equal((-55.00m, 133.00m), (line.MonthlyChange, line.EarlyReductionFee));
    }

    [Fact]
    public void A_promotion_that_ends_counts_as_it_ends_in_the_remaining_value()
    {
        var priced = A.Request().On("2026-01-01").Product(A.Product("P", 20m)).Committed(12, "2026-01-01", "2026-12-31")
            .Holding("P", A.Lot(2, 20m, since: "2026-01-01") with { Discounts = [new DiscountStep(50m, A.Day("2026-04-01"))] }).Price();
        Assert.Equal(420.00m, priced.Commitment.RemainingValueBefore);
    }

    [Theory]
    [InlineData(DiscountCombination.BestOf, 10, 15, 100, 85.00)]
    [InlineData(DiscountCombination.Stacked, 10, 15, 100, 76.50)]
    [InlineData(DiscountCombination.Stacked, 33.3333, 12.5, 1000000, 583334.00)]
    public void Discounts_combine(DiscountCombination combination, decimal agreed, decimal manual, decimal price, decimal expected)
    {
        var line = Line(A.Request().Policies(p => p with { DiscountCombination = combination })
            .Discount(new CatalogueDiscount { Code = "D", Source = DiscountSource.Agreed, RecurringPercent = agreed })
            .Line(price, 0, 0m, 1).Manual("P", 0m, manual, Added));
        Assert.Equal(expected, line.MonthlyAfter);
    }

    [Fact]
    public void VAT_is_computed_per_kind_of_charge()
    {
        var priced = A.Request().Line(10.12m, 0, 0m, 1, setup: 10.12m).Price();
        Assert.Equal((2.02m, 2.02m), (priced.WholeTotals.Setup.VatTotal, priced.WholeTotals.Recurring.VatTotal));
    }

    private static PricedLine Line(RequestBuilder request) => request.Price().Lines[0];

    private static RequestBuilder Credit(RequestBuilder request) =>
        request.Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit });

    private static (decimal Net, decimal Vat, decimal Gross) Amounts(Total total) => (total.Net, total.VatTotal, total.Gross);
}
