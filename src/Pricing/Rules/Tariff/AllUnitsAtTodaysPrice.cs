using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under CURRENT_TARIFF every unit of a line that grows takes today's tariff, numbered from the oldest; old discounts fall away.")]
[Tag(ReasonCodes.ListPriceAllUnits)]
[Tag("Contract: repricing policy")]
internal sealed class AllUnitsAtTodaysPrice : Rule
{
    public const string Title = "All units at today's price";

    public override void Define()
    {
        Amendment amendment = null!;
        AddedLine line = null!;
        LineTariff tariff = null!;
        CombinedDiscount discount = null!;
        TakesEffect from = null!;
        OfferCommitment commitment = null!;

        When()
            .Match(() => amendment, a => a.Policies.Repricing == Repricing.CurrentTariff)
            .Match(() => commitment)
            .Match(() => from, t => t.Adds)
            .Match(() => line)
            .Match(() => tariff, t => t.Line == line.Number)
            .Match(() => discount, d => d.Line == line.Number);

        Then()
            .Yield(ctx => Lots(amendment, line, tariff, discount, from, commitment));
    }

    private static LineLots Lots(
        Amendment amendment, AddedLine line, LineTariff tariff, CombinedDiscount discount, TakesEffect from, OfferCommitment commitment)
    {
        var blocks = TierPrices.Blocks(tariff.Tariff, 1, line.Final);
        var reason = Reasons.ListPrice(ReasonCodes.ListPriceAllUnits, Title, blocks);
        return LotChanges.Repriced(line, amendment, blocks, from.Day, discount, commitment.AddedUntil, reason);
    }
}
