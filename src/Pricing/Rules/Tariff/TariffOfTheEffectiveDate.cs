using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Pricing.Rules;

[Name(Title)]
[Description("Today's tariff of a product is the one valid on the effective date.")]
[Tag("TARIFF_OF_DATE")]
[Tag("Catalogue")]
internal sealed class TariffOfTheEffectiveDate : Rule
{
    public const string Title = "Tariff of the effective date";

    public override void Define()
    {
        Amendment amendment = null!;
        Line line = null!;
        Tariff? tariff = null;

        When()
            .Match(() => amendment)
            .Match(() => line, l => l.Product != null)
            .Let(() => tariff, () => ValidOn(line.Product!, amendment.EffectiveDate))
            .Having(() => tariff != null);

        Then()
            .Yield(ctx => new LineTariff(line.Number, tariff!, TierPrices.OfNextUnit(tariff!, line.Initial, line.Final), line is AddedLine));
    }

    private static Tariff? ValidOn(CatalogueProduct product, DateOnly day)
    {
        for (var i = 0; i < product.Tariffs.Count; i++)
        {
            var tariff = product.Tariffs[i];
            if (tariff.ValidFrom <= day && !(tariff.ValidUntil <= day))
                return tariff;
        }
        return null;
    }
}
