using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Tests.Facts;

/// <summary>The engine refuses equal facts: what there must be one of is equal to any other of it, whatever it says.</summary>
public sealed class FactEqualityTests
{
    private static readonly Reason Why = Reasons.Of(Figure.TakesEffectOn, "CODE", "Rule");
    private static readonly BillingPeriod Period = BillingCalendar.PeriodOf(new BillingSchedule(1), new DateOnly(2026, 4, 10));

    [Fact]
    public void There_is_one_day_of_effect_for_additions_and_one_for_reductions()
    {
        var additions = new TakesEffect(true, Period.Start, Period, true, false, Why);
        AssertOne(additions, additions with { Day = Period.End, IsEstimate = true }, additions with { Adds = false });
    }

    [Fact]
    public void There_is_one_catalogue_of_discounts_for_each_source()
    {
        var agreed = new SourceCatalogue(DiscountSource.Agreed, new DiscountIndex());
        AssertOne(agreed, agreed with { Index = new DiscountIndex() }, agreed with { Source = DiscountSource.Volume });
    }

    [Fact]
    public void There_is_one_fact_of_a_source_for_each_line()
    {
        var discount = new SourceDiscount(1, DiscountSource.Agreed, []);
        AssertOne(
            discount,
            new SourceDiscount(1, DiscountSource.Agreed, [new Discount("A", 0m, 1m, DiscountScope.AddedUnits, null)]),
            new SourceDiscount(2, DiscountSource.Agreed, []));
        Assert.NotEqual(discount, new SourceDiscount(1, DiscountSource.Volume, []));
    }

    [Fact]
    public void There_is_one_charge_of_a_kind_for_each_line()
    {
        var fee = new LineCharge(1, ChargeKind.EarlyReductionFee, 0m, 1m, Why);
        AssertOne(
            fee,
            new LineCharge(1, ChargeKind.Of("EARLY_REDUCTION_FEE"), 0m, 2m, null),
            new LineCharge(2, ChargeKind.EarlyReductionFee, 0m, 1m, Why));
        Assert.NotEqual(fee, new LineCharge(1, ChargeKind.Setup, 0m, 1m, Why));
    }

    [Fact]
    public void There_is_one_commitment_after()
    {
        var commitment = new OfferCommitment(null, null, null, false, Why);
        Assert.Equal(commitment, commitment with { RestartsTolerance = true });
        Assert.False(commitment.Equals(null));
    }

    private static void AssertOne<T>(T fact, T same, T other)
        where T : class
    {
        Assert.Equal(fact, same);
        Assert.Equal(fact.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(fact, other);
        Assert.False(fact.Equals(null));
    }
}
