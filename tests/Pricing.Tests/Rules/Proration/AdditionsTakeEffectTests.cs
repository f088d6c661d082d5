namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class AdditionsTakeEffectTests
{
    [Theory]
    [InlineData(EffectiveOn.DeliveryDate, null, "2026-04-10", true, "TAKES_EFFECT_ON_EFFECTIVE_DATE effective_date=2026-04-10")]
    [InlineData(EffectiveOn.DeliveryDate, "2026-04-20", "2026-04-20", false, "TAKES_EFFECT_ON_DELIVERY effective_date=2026-04-10 delivered_on=2026-04-20")]
    [InlineData(EffectiveOn.DeliveryDate, "2026-04-02", "2026-04-10", false, "TAKES_EFFECT_ON_DELIVERY effective_date=2026-04-10 delivered_on=2026-04-02")]
    [InlineData(EffectiveOn.RequestedDate, null, "2026-04-10", false, "TAKES_EFFECT_ON_EFFECTIVE_DATE effective_date=2026-04-10")]
    [InlineData(EffectiveOn.RequestedDate, "2026-04-20", "2026-04-10", false, "TAKES_EFFECT_ON_EFFECTIVE_DATE effective_date=2026-04-10")]
    public void Added_units_count_from_the_effective_date_or_their_delivery(EffectiveOn policy, string? delivered, string day, bool isEstimate, string why)
    {
        var line = A.Request().On("2026-04-10").Policies(p => p with { EffectiveOn = policy })
            .With(r => r with { DeliveredOn = delivered is null ? null : A.Day(delivered) }).Line(30m, 1, 30m, 2).Price().Lines[0];
        Assert.Equal((A.Day(day), isEstimate, why), (line.TakesEffectOn, line.FirstPeriod!.IsEstimate, line.Why(Figure.TakesEffectOn)));
        Assert.Equal(A.Day(day), line.LotsAfter[1].Since);
        Assert.Equal(31 - A.Day(day).Day, line.FirstPeriod.Amount);
    }

    [Fact]
    public void Delivery_moves_the_additions_and_leaves_the_rest_as_signed()
    {
        var request = A.Request().On("2026-04-10").Committed(12, "2026-01-01", "2026-12-31")
            .Policies(p => p with { AdditionCommitment = AdditionCommitment.OwnTerm, OwnTermMonths = 24, ReductionCredit = ReductionCredit.ProratedCredit })
            .Discount(new CatalogueDiscount { Code = "A", Source = DiscountSource.Promotion, RecurringPercent = 50m, Months = 2, ValidUntil = A.Day("2026-04-15") })
            .Line(30m, 1, 30m, 2, setup: 5m).Product(A.Product("Q", 10m)).Holding("Q", A.Lot(3, 10m)).Wanting("Q", 2);
        var signed = request.Price();
        var delivered = request.With(r => r with { DeliveredOn = A.Day("2026-06-20") }).Price();
        Assert.Equal("1: 1 x 30 since 2020-01-01, 2: 1 x 30 -50% until 2026-08-20 since 2026-06-20 committed until 2028-04-10", Shown.Of(delivered.Lines[0].LotsAfter));
        Assert.Equal("1: 1 x 30 since 2020-01-01, 2: 1 x 30 -50% until 2026-06-10 since 2026-04-10 committed until 2028-04-10", Shown.Of(signed.Lines[0].LotsAfter));
        Assert.Equal(signed.Lines[0].Setup, delivered.Lines[0].Setup);
        Assert.Equal(
            (signed.Lines[1].TakesEffectOn, signed.Lines[1].EarlyReductionFee, signed.Lines[1].FirstPeriod, signed.Commitment.After),
            (delivered.Lines[1].TakesEffectOn, delivered.Lines[1].EarlyReductionFee, delivered.Lines[1].FirstPeriod, delivered.Commitment.After));
    }

    [Theory]
    [InlineData("2026-04-10", "2026-05-01", "FIRST_PERIOD_ON_INVOICE boundary=2026-05-01")]
    [InlineData("2026-05-01", "2026-05-01", "FIRST_PERIOD_PRORATED months=1 from=2026-05-01 monthly_change=30 share=1/1 amount=30")]
    [InlineData("2026-04-10", "2026-05-02", "FIRST_PERIOD_PRORATED months=1 from=2026-05-02 monthly_change=30 share=30/31 amount=29.03")]
    public void A_later_boundary_is_on_its_invoice(string priced, string effective, string why) =>
        Assert.Equal(why, A.Request().PricedOn(priced).EffectiveOn(effective).Line(30m, 1, 30m, 2).Price().Lines[0].Why(Figure.FirstPeriod));
}
