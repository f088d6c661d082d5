using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("A line that the amendment does not change costs what it cost.")]
[Tag(ReasonCodes.MonthlyOfLots)]
[Tag("Contract")]
internal sealed class MonthlyOfUnchangedLine : Rule
{
    public const string Title = "Monthly amount of an unchanged line";

    public override void Define()
    {
        Amendment amendment = null!;
        UnchangedLine line = null!;

        When()
            .Match(() => amendment)
            .Match(() => line);

        Then()
            .Yield(ctx => Of(line, amendment.EffectiveDate));
    }

    private static LineMonthly Of(UnchangedLine line, DateOnly day)
    {
        var amount = LotAmounts.Held(line.Lots, line.Former, day);
        return new LineMonthly(line.Number, amount, amount, Reasons.Held(line, day, amount, Title), null);
    }
}
