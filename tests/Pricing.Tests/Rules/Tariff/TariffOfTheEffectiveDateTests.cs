namespace MyOpenIP.Pricing.Tests.Rules;

public sealed class TariffOfTheEffectiveDateTests
{
    [Theory]
    [InlineData("2026-06-30", 9, 90)]
    [InlineData("2026-07-01", 12, 120)]
    [InlineData("2026-07-31", 12, 120)]
    [InlineData("2026-08-01", null, null)]
    public void Todays_tariff_is_the_one_valid_on_the_effective_date(string day, int? recurring, int? setup)
    {
        var line = A.Request().EffectiveOn(day).Product(new CatalogueProduct
        {
            Code = "P",
            Name = "Name",
            Tariffs =
            [
                new Tariff { ValidFrom = A.Day("2026-01-01"), ValidUntil = A.Day("2026-07-01"), SetupPrice = 90m, Tiers = [new Tier(1, 9m)] },
                new Tariff { ValidFrom = A.Day("2026-07-01"), ValidUntil = A.Day("2026-08-01"), SetupPrice = 120m, Tiers = [new Tier(1, 12m)] },
            ],
        }).Price().Lines[0];
        Assert.Equal((recurring, setup), ((int?)line.RecurringUnitPrice, (int?)line.SetupUnitPrice));
    }

    [Theory]
    [InlineData(TariffModel.Volume, 8, 8, 5)]
    [InlineData(TariffModel.Volume, 9, 9, 4)]
    [InlineData(TariffModel.Volume, 8, 12, 4)]
    [InlineData(TariffModel.Volume, 12, 8, 4)]
    [InlineData(TariffModel.Graduated, 8, 12, 5)]
    [InlineData(TariffModel.Graduated, 9, 12, 4)]
    [InlineData(TariffModel.Graduated, 9, 9, 4)]
    public void The_price_shown_is_that_of_the_next_unit(TariffModel model, int held, int wanted, int expected) =>
        Assert.Equal(expected, A.Request().Product(A.Product("P", model, new Tier(1, 5m), new Tier(10, 4m)))
            .Holding("P", A.Lot(held, 7m)).Wanting("P", wanted).Price().Lines[0].RecurringUnitPrice);

    [Fact]
    public void A_product_that_the_catalogue_no_longer_has_has_none() =>
        Assert.Null(A.Request().Holding("P", A.Lot(1, 7m)).Price().Lines[0].RecurringUnitPrice);
}
