using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Under KEEP_CONTRACTED added units take today's tariff; the kept ones keep price and discount.")]
[Tag(ReasonCodes.ListPriceAddedUnits)]
[Tag("Contract: repricing policy")]
internal sealed class AddedUnitsAtTodaysPrice : Rule
{
    public const string Title = "Added units at today's price";

    public override void Define()
    {
        Amendment amendment = null!;
        AddedLine line = null!;
        LineTariff tariff = null!;
        CombinedDiscount discount = null!;
        TakesEffect from = null!;
        OfferCommitment commitment = null!;

        When()
            .Match(() => amendment, a => a.Policies.Repricing == Repricing.KeepContracted)
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
        var blocks = TierPrices.Blocks(tariff.Tariff, line.Initial + 1, line.Final);
        var reason = Reasons.ListPrice(ReasonCodes.ListPriceAddedUnits, Title, blocks);
        return LotChanges.Added(line, amendment, blocks, from.Day, discount, commitment.AddedUntil, reason);
    }
}
