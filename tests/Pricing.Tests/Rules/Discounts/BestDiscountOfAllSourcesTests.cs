namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class BestDiscountOfAllSourcesTests
{
    [Fact]
    public void The_highest_counts_for_setup_and_recurring_apart()
    {
        var line = Request.Discount(Agreed(30m, 5m)).Manual("P", 20m, 10m).Price().Lines[0];
        Assert.Equal((30m, 10m, 70m, 90m), (line.SetupDiscountPercent, line.RecurringDiscountPercent, line.Setup, line.MonthlyAfter));
        Assert.Equal("SETUP_DISCOUNT_BEST_OF agreed=30 manual=20 combined=30\nRECURRING_DISCOUNT_BEST_OF agreed=5 manual=10 combined=10", line.Why(Figure.Discount));
    }

    [Fact]
    public void It_is_found_anew_when_one_ends() =>
        Assert.Equal("1: 1 x 100 -50% until 2026-06-10 -25% until 2026-07-10 -10% since 2026-04-10", Shown.Of(Request
            .Discount(Promotion("A", 50m, 2)).Discount(Promotion("B", 25m, 3)).Discount(Agreed(0m, 10m)).Price().Lines[0].LotsAfter));

    [Fact]
    public void The_order_of_the_promotions_does_not_matter() =>
        Assert.Equal("1: 1 x 100 -50% until 2026-06-10 -25% until 2026-07-10 since 2026-04-10", Shown.Of(Request
            .Discount(Promotion("B", 25m, 3)).Discount(Promotion("A", 50m, 2)).Price().Lines[0].LotsAfter));

    [Fact]
    public void A_promotion_that_never_was_the_best_is_no_step() =>
        Assert.Equal("1: 1 x 100 -10% since 2026-04-10", Shown.Of(Request.Discount(Promotion("A", 5m, 2)).Discount(Agreed(0m, 10m)).Price().Lines[0].LotsAfter));

    [Fact]
    public void Without_a_discount_there_is_none() =>
        Assert.Equal(("", "1: 1 x 100 since 2026-04-10"), (Request.Price().Lines[0].Why(Figure.Discount), Shown.Of(Request.Price().Lines[0].LotsAfter)));

    [Fact]
    public void A_kept_lot_takes_the_better_of_its_own_and_that_of_the_whole_line_per_date()
    {
        // Own: 30 % until June, then 10 %. Whole line: 20 % for three months from 04-10.
        var line = A.Request().On("2026-04-10").Product(A.Product("P", 100m))
            .Holding("P", A.Lot(1, 100m) with { Discounts = [new DiscountStep(30m, A.Day("2026-06-01")), new DiscountStep(10m, null)] })
            .Discount(Promotion("A", 20m, 3) with { Scope = DiscountScope.WholeLine }).Wanting("P", 2).Price().Lines[0];
        Assert.Equal("1: 1 x 100 -30% until 2026-06-01 -20% until 2026-07-10 -10% since 2020-01-01, 2: 1 x 100 -20% until 2026-07-10 since 2026-04-10", Shown.Of(line.LotsAfter));
    }

    [Fact]
    public void A_kept_lot_whose_own_is_always_better_is_left_as_it_was()
    {
        var lot = A.Lot(1, 100m) with { Discounts = [new DiscountStep(60m, A.Day("2026-03-01")), new DiscountStep(30m, null)] };
        var line = A.Request().On("2026-04-10").Product(A.Product("P", 100m)).Holding("P", lot)
            .Discount(Agreed(0m, 20m) with { Scope = DiscountScope.WholeLine }).Wanting("P", 2).Price().Lines[0];
        Assert.Same(lot.Discounts, line.LotsAfter[0].Discounts);
    }

    [Fact]
    public void Lots_that_leave_take_none() =>
        Assert.Equal("1: 1 x 100 since 2020-01-01 leaving on 2026-05-01, 2: 1 x 100 -20% since 2026-04-10", Shown.Of(A.Request().On("2026-04-10").Product(A.Product("P", 100m))
            .Holding("P", A.Lot(1, 100m, leavingOn: "2026-05-01"))
            .Discount(Agreed(0m, 20m) with { Scope = DiscountScope.WholeLine }).Wanting("P", 1).Price().Lines[0].LotsAfter));

    [Fact]
    public void Under_current_tariff_kept_units_take_that_of_the_whole_line_alone() =>
        Assert.Equal("1: 1 x 90 -20% since 2020-01-01, 2: 1 x 90 -25% since 2026-04-10", Shown.Of(A.Request().On("2026-04-10")
            .Policies(p => p with { Repricing = Repricing.CurrentTariff }).Product(A.Product("P", 90m))
            .Holding("P", A.Lot(1, 100m) with { Discounts = [new DiscountStep(60m, null)] })
            .Discount(Agreed(0m, 20m) with { Scope = DiscountScope.WholeLine }).Manual("P", 0m, 25m).Wanting("P", 2).Price().Lines[0].LotsAfter));

    [Fact]
    public void Not_under_stacked() =>
        Assert.StartsWith("RECURRING_DISCOUNT_STACKED", Request.Policies(p => p with { DiscountCombination = DiscountCombination.Stacked })
            .Discount(Agreed(0m, 5m)).Price().Lines[0].Why(Figure.Discount), StringComparison.Ordinal);

    private static RequestBuilder Request => A.Request().On("2026-04-10").Line(100m, 0, 0m, 1, setup: 100m);

    private static CatalogueDiscount Agreed(decimal setup, decimal recurring) =>
        new() { Code = "AGREED", Source = DiscountSource.Agreed, SetupPercent = setup, RecurringPercent = recurring };

    private static CatalogueDiscount Promotion(string code, decimal recurring, int months) =>
        new() { Code = code, Source = DiscountSource.Promotion, RecurringPercent = recurring, Months = months };
}
