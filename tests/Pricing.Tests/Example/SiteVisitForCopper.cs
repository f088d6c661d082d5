using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Copper units that are added need one visit of the site; work on a site is taxed where the site is, at the standard rate.")]
[Tag(Code)]
[Tag("Price list of the network operator")]
internal sealed class SiteVisitForCopper : Rule
{
    public const string Title = "Site visit for copper";
    public const string Code = "SITE_VISIT_FOR_COPPER";

    private const decimal Price = 90.10m;

    private static readonly ChargeKind SiteVisit = new("SITE_VISIT");
    private static readonly VatRate OfTheSite = new(20m, "S", "");

    public override void Define()
    {
        AddedLine line = null!;
        LineTariff tariff = null!;

        When()
            .Match(() => line, l => l.Product != null && l.Product.IsCopper)
            .Match(() => tariff, t => t.Line == line.Number);

        Then()
            .Yield(ctx => Visit(line.Number));
    }

    private static LineCharge Visit(int line) =>
        new(line, SiteVisit, 0m, Price, Reasons.Of(Figure.Setup, Code, Title, Operand.Amount("amount", Price))) { Vat = OfTheSite };
}
