using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("The setup price of each unit added, discount deducted; a reduction owes none.")]
[Tag(ReasonCodes.SetupAddedUnits)]
[Tag("Catalogue")]
internal sealed class SetupOfAddedUnits : Rule
{
    public const string Title = "Setup fee of added units";

    public override void Define()
    {
        AddedLine line = null!;
        LineTariff tariff = null!;
        CombinedDiscount discount = null!;

        When()
            .Match(() => line)
            .Match(() => tariff, t => t.Line == line.Number)
            .Match(() => discount, d => d.Line == line.Number);

        Then()
            .Yield(ctx => Setup(line, tariff.Tariff.SetupPrice, discount.SetupPercent));
    }

    private static LineCharge Setup(AddedLine line, decimal unitPrice, decimal discount)
    {
        var amount = Rounding.ToCent(line.Change * unitPrice * DiscountSteps.Left(discount));
        return new LineCharge(line.Number, ChargeKind.Setup, 0m, amount, Reasons.Setup(line.Change, unitPrice, discount, amount, Title));
    }
}
