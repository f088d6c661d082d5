using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing.Tests.Calculations;

public sealed class TierPriceTests
{
    [Theory]
    [InlineData(3, 3, 10)]
    [InlineData(4, 4, 10)]
    [InlineData(4, 5, 8)]
    [InlineData(5, 5, 8)]
    public void All_units_of_a_volume_tariff_have_the_price_of_the_final_quantity(int from, int to, int price)
    {
        var tariff = A.Product("P", 10m).Tariffs[0] with { Model = TariffModel.Volume, Tiers = [new(1, 10m), new(5, 8m)] };
        Assert.Equal([new PriceBlock(to - from + 1, price)], TierPrices.Blocks(tariff, from, to));
    }
}
