namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class ReductionsTakeEffectTests
{
    [Theory]
    [InlineData(ReductionCredit.EndOfPeriod, "2026-04-10", "2026-04-10", "2026-05-01", "TAKES_EFFECT_AT_BOUNDARY effective_date=2026-04-10 pricing_date=2026-04-10 boundary=2026-05-01")]
    [InlineData(ReductionCredit.EndOfPeriod, "2026-04-10", "2026-05-01", "2026-05-01", "TAKES_EFFECT_AT_BOUNDARY effective_date=2026-05-01 pricing_date=2026-04-10 boundary=2026-05-01")]
    [InlineData(ReductionCredit.EndOfPeriod, "2026-04-10", "2026-05-02", "2026-06-01", "TAKES_EFFECT_AT_BOUNDARY effective_date=2026-05-02 pricing_date=2026-04-10 boundary=2026-06-01")]
    [InlineData(ReductionCredit.EndOfPeriod, "2026-05-01", "2026-05-01", "2026-06-01", "TAKES_EFFECT_AT_BOUNDARY effective_date=2026-05-01 pricing_date=2026-05-01 boundary=2026-06-01")]
    [InlineData(ReductionCredit.ProratedCredit, "2026-04-10", "2026-04-12", "2026-04-12", "TAKES_EFFECT_ON_EFFECTIVE_DATE effective_date=2026-04-12")]
    [InlineData(ReductionCredit.NoCredit, "2026-04-10", "2026-04-12", "2026-04-12", "TAKES_EFFECT_ON_EFFECTIVE_DATE effective_date=2026-04-12")]
    public void At_the_end_of_the_period_or_on_the_effective_date(ReductionCredit credit, string priced, string effective, string day, string why)
    {
        var line = A.Request().PricedOn(priced).EffectiveOn(effective).Policies(p => p with { ReductionCredit = credit }).Line(10m, 3, 10m, 2).Price().Lines[0];
        Assert.Equal((A.Day(day), why), (line.TakesEffectOn, line.Why(Figure.TakesEffectOn)));
        Assert.False(line.FirstPeriod!.IsEstimate);
    }

    [Fact]
    public void Delivery_does_not_move_a_reduction() =>
        Assert.Equal(A.Day("2026-05-01"), A.Request().On("2026-04-10").With(r => r with { DeliveredOn = A.Day("2026-08-20") }).Line(10m, 3, 10m, 2).Price().Lines[0].TakesEffectOn);

    [Fact]
    public void An_addition_beside_it_takes_effect_on_its_own_day()
    {
        var lines = A.Request().On("2026-04-10").Line(10m, 3, 10m, 2).Product(A.Product("Q", 10m)).Wanting("Q", 1).Price().Lines;
        Assert.Equal([A.Day("2026-05-01"), A.Day("2026-04-10")], lines.Select(l => l.TakesEffectOn));
    }

    [Theory]
    [InlineData("2026-04-10", "2026-05-01", "FIRST_PERIOD_ON_INVOICE boundary=2026-05-01")]
    [InlineData("2026-05-01", "2026-05-01", "FIRST_PERIOD_PRORATED months=1 from=2026-05-01 monthly_change=-10 share=1/1 amount=-10")]
    public void A_credit_on_a_later_boundary_is_on_its_invoice(string priced, string effective, string why) =>
        Assert.Equal(why, A.Request().PricedOn(priced).EffectiveOn(effective).Policies(p => p with { ReductionCredit = ReductionCredit.ProratedCredit })
            .Line(10m, 3, 10m, 2).Price().Lines[0].Why(Figure.FirstPeriod));
}
