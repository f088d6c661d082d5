using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using MyOpenIP.Pricing.Rules;

namespace MyOpenIP.Bench.Oracle;

/// <summary>What becomes of the units of a changed line.</summary>
/// <param name="From">From when.</param>
/// <param name="Tariff">Today's tariff; none: null.</param>
/// <param name="Discount">What the discounts combine to; of a line that cannot be priced, null.</param>
/// <param name="Lots">The lots; of a line that cannot be priced, null.</param>
internal sealed record LineChange(TakesEffect From, Tariff? Tariff, CombinedDiscount? Discount, LineLots? Lots)
{
    public static LineChange Of(
        Amendment amendment, Line line, TakesEffect from, OfferCommitment commitment, DiscountTable discounts)
    {
        var tariff = TariffOf(line, amendment.EffectiveDate);
        if (line is not AddedLine added)
        {
            var discount = discounts.Of(line, from.Day);
            var reduced = LotChanges.Reduced((ReducedLine)line, amendment, from.Day, discount, ReductionTakesUnits.Title);
            return new LineChange(from, tariff, discount, reduced);
        }
        if (tariff is null)
            return new LineChange(from, null, null, null);
        var combined = discounts.Of(line, from.Day);
        return new LineChange(from, tariff, combined, LotsOf(amendment, added, tariff, combined, from.Day, commitment.AddedUntil));
    }

    public static Tariff? TariffOf(Line line, DateOnly day)
    {
        if (line.Product is not { } product)
            return null;
        var tariffs = product.Tariffs;
        for (var i = 0; i < tariffs.Count; i++)
            if (tariffs[i].ValidFrom <= day && (tariffs[i].ValidUntil is not { } until || day < until))
                return tariffs[i];
        return null;
    }

    private static LineLots LotsOf(
        Amendment amendment, AddedLine line, Tariff tariff, CombinedDiscount discount, DateOnly day, DateOnly? committedUntil)
    {
        if (amendment.Policies.Repricing == Repricing.KeepContracted)
        {
            var blocks = TierPrices.Blocks(tariff, line.Initial + 1, line.Final);
            var reason = Reasons.ListPrice(ReasonCodes.ListPriceAddedUnits, AddedUnitsAtTodaysPrice.Title, blocks);
            return LotChanges.Added(line, amendment, blocks, day, discount, committedUntil, reason);
        }
        var all = TierPrices.Blocks(tariff, 1, line.Final);
        var reasonOfAll = Reasons.ListPrice(ReasonCodes.ListPriceAllUnits, AllUnitsAtTodaysPrice.Title, all);
        return LotChanges.Repriced(line, amendment, all, day, discount, committedUntil, reasonOfAll);
    }
}
