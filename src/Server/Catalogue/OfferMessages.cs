using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Offers of the catalogue.</summary>
internal static class OfferMessages
{
    /// <summary>An offer of the catalogue.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offer">The offer as it is sold to the caller.</param>
    /// <param name="documents">The contractual documents that go with a quote of it.</param>
    public static V1.Offer Offer(string name, CatalogueOffer offer, IEnumerable<V1.Document> documents)
    {
        var proto = new V1.Offer
        {
            Name = ResourceNames.Offer(offer.Code),
            Code = offer.Code,
            DisplayName = name,
            CatalogueVersion = offer.Version,
            CurrencyCode = offer.Currency,
            RequiresSiteComplement = offer.RequiresSiteComplement,
        };
        proto.Products.AddRange(offer.Products.Select(p => Product(p, offer.Currency)));
        proto.Discounts.AddRange(offer.Discounts.Select(Discount));
        proto.Documents.AddRange(documents);
        return proto;
    }

    private static V1.Product Product(CatalogueProduct product, string currency)
    {
        var proto = new V1.Product
        {
            Code = product.Code,
            DisplayName = product.Name,
            Family = product.Family,
            Technology = product.IsCopper ? V1.Technology.Copper : V1.Technology.None,
            Reducible = product.IsReducible,
            Mandatory = product.IsMandatory,
            MinimumQuantity = product.MinimumQuantity,
            QuantityStep = product.Step,
            FloorPrice = Money(product.FloorPrice, currency),
        };
        if (product.MaximumQuantity is { } maximum)
            proto.MaximumQuantity = maximum;
        proto.Requires.AddRange(product.Requires);
        proto.Excludes.AddRange(product.Excludes);
        proto.Tariffs.AddRange(product.Tariffs.Select(t => Tariff(t, currency)));
        return proto;
    }

    private static V1.Tariff Tariff(Tariff tariff, string currency)
    {
        var proto = new V1.Tariff
        {
            ValidFrom = Date(tariff.ValidFrom),
            ValidUntil = Date(tariff.ValidUntil),
            Model = SameName.To<TariffModel, V1.TariffModel>(tariff.Model),
            SetupPrice = Money(tariff.SetupPrice, currency),
        };
        proto.Tiers.AddRange(tariff.Tiers.Select(t => new V1.TariffTier { FromQuantity = t.From, UnitPrice = Money(t.UnitPrice, currency) }));
        return proto;
    }

    private static V1.CatalogueDiscount Discount(CatalogueDiscount discount)
    {
        var proto = new V1.CatalogueDiscount
        {
            Code = discount.Code,
            Source = SameName.To<DiscountSource, V1.DiscountSource>(discount.Source),
            SetupPercent = Decimal(discount.SetupPercent),
            RecurringPercent = Decimal(discount.RecurringPercent),
            Product = discount.ProductCode ?? "",
            Family = discount.Family ?? "",
            Scope = SameName.To<DiscountScope, V1.DiscountScope>(discount.Scope),
            ValidFrom = Date(discount.ValidFrom),
            ValidUntil = Date(discount.ValidUntil),
        };
        if (discount.Months is { } months)
            proto.Months = months;
        if (discount.FromQuantity > 0)
            proto.FromQuantity = discount.FromQuantity;
        return proto;
    }
}
