using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("No copper line is added at a site where copper is closed to sale; a reduction is always possible.")]
[Tag("COPPER_CLOSED")]
[Tag("Copper closure plan of the network operator")]
internal sealed class CopperIsOpen : Rule
{
    public const string Title = "Copper is open at the site";

    public override void Define()
    {
        Amendment amendment = null!;
        AddedLine line = null!;

        When()
            .Match(() => amendment, a => a.Request.Site.CopperClosedSince <= a.EffectiveDate)
            .Match(() => line, l => l.Product != null && l.Product.IsCopper);

        Then()
            .Yield(ctx => new Violation(ViolationCode.CopperClosed, line.ProductCode, Data(amendment, line)));
    }

    private static Operand[] Data(Amendment amendment, AddedLine line) =>
        [Operand.Quantity("added", line.Change), Operand.Day("closed_since", amendment.Request.Site.CopperClosedSince!.Value)];
}
