using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Added units without a tariff show no amounts: the line costs what it cost.")]
[Tag(ReasonCodes.MonthlyOfLots)]
[Tag("Catalogue")]
internal sealed class MonthlyOfUnpricedLine : Rule
{
    public const string Title = "Monthly amount of a line that cannot be priced";

    public override void Define()
    {
        TakesEffect from = null!;
        AddedLine line = null!;

        When()
            .Match(() => from, t => t.Adds)
            .Match(() => line)
            .Not<LineTariff>(t => t.Line == line.Number);

        Then()
            .Yield(ctx => Of(line, from.Day));
    }

    private static LineMonthly Of(AddedLine line, DateOnly day)
    {
        var amount = LotAmounts.Held(line.Lots, line.Former, day);
        return new LineMonthly(line.Number, amount, amount, Reasons.Held(line, day, amount, Title), null);
    }
}
