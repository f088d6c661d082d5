using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Requests;

/// <summary>Products, tariffs and discounts from anywhere in the space of valid catalogues.</summary>
internal static class GeneratedOffer
{
    private static readonly string[] Families = ["", "VOICE", "ACCESS", "MOBILE"];

    public static CatalogueOffer Of(Chance chance, string[] codes, DateOnly day) => new()
    {
        Code = "OFFER",
        Version = "2026-" + chance.From(1, 12),
        RequiresSiteComplement = chance.In(20),
        Products = [.. codes.Select(code => Product(chance, code, codes, day))],
        Discounts = Discounts(chance, codes, day),
    };

    private static CatalogueProduct Product(Chance chance, string code, string[] codes, DateOnly day)
    {
        var minimum = chance.In(70) ? 1 : chance.From(0, 5);
        return new CatalogueProduct
        {
            Code = code,
            Name = "Product " + code,
            Family = chance.Of(Families),
            IsCopper = chance.In(15),
            IsReducible = chance.In(90),
            IsMandatory = chance.In(10),
            MinimumQuantity = minimum,
            MaximumQuantity = chance.In(30) ? minimum + chance.From(0, 40) : null,
            Step = chance.In(80) ? 1 : chance.From(2, 5),
            Requires = Others(chance, codes),
            Excludes = Others(chance, codes),
            FloorPrice = chance.In(20) ? chance.Amount(30m, 2) : null,
            Tariffs = Tariffs(chance, day),
        };
    }

    private static string[] Others(Chance chance, string[] codes)
    {
        if (!chance.In(10))
            return [];
        var one = chance.In(80) ? chance.Of(codes) : "ELSEWHERE";
        var two = chance.Of(codes);
        return one == two || chance.In(50) ? [one] : [one, two];
    }

    private static List<Tariff> Tariffs(Chance chance, DateOnly day)
    {
        var tariffs = new List<Tariff>();
        var from = chance.Day(day, 900, chance.In(10) ? 200 : -200);
        var count = chance.In(5) ? 0 : chance.From(1, 3);
        for (var i = 0; i < count; i++)
        {
            DateOnly? until = i + 1 < count || chance.In(15) ? from.AddDays(chance.From(1, 500)) : null;
            var model = chance.Any<TariffModel>();
            tariffs.Add(new Tariff
            {
                ValidFrom = from,
                ValidUntil = until,
                Model = model,
                SetupPrice = chance.In(20) ? 0m : chance.Amount(120m, chance.Of(0, 2, 4)),
                Tiers = Tiers(chance, model == TariffModel.PerUnit ? 1 : chance.From(1, 4)),
            });
            from = (until ?? from).AddDays(chance.In(80) ? 0 : chance.From(0, 60));
        }
        return tariffs;
    }

    private static Tier[] Tiers(Chance chance, int count)
    {
        var tiers = new Tier[count];
        var from = 1;
        for (var i = 0; i < count; i++)
        {
            // Sometimes two tiers cost the same.
            tiers[i] = i > 0 && chance.In(15)
                ? new Tier(from, tiers[i - 1].UnitPrice)
                : new Tier(from, chance.Amount(60m, chance.Of(0, 2, 2, 2, 4)));
            from += chance.From(1, 9);
        }
        return tiers;
    }

    private static List<CatalogueDiscount> Discounts(Chance chance, string[] codes, DateOnly day)
    {
        var discounts = new List<CatalogueDiscount>();
        for (var i = chance.In(35) ? 0 : chance.From(1, 8); i > 0; i--)
        {
            var source = chance.Of(DiscountSource.Agreed, DiscountSource.Promotion, DiscountSource.Volume);
            var target = chance.From(1, 4);
            var isDated = source == DiscountSource.Promotion || chance.In(10);
            discounts.Add(new CatalogueDiscount
            {
                Code = "D" + i,
                Source = source,
                SetupPercent = chance.In(40) ? 0m : chance.Percent(),
                RecurringPercent = chance.In(20) ? 0m : chance.Percent(),
                ProductCode = target <= 2 ? chance.Of(codes) : null,
                Family = target is 2 or 3 ? chance.Of(Families) : null,
                Scope = chance.Any<DiscountScope>(),
                ValidFrom = isDated && chance.In(70) ? chance.Day(day, 300, 30) : null,
                ValidUntil = isDated && chance.In(50) ? chance.Day(day, 30, 300) : null,
                Months = isDated && chance.In(60) ? chance.From(1, 13) : null,
                FromQuantity = source == DiscountSource.Volume ? chance.From(0, 12) : 0,
            });
        }
        return discounts;
    }
}
