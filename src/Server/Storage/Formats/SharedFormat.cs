using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>
/// What many requests share, as it is stored once under its digest: the offer of the catalogue, the VAT table, the values of
/// law. Their versions stand with each request: the same content is kept once, whatever it is called.
/// </summary>
internal static class SharedFormat
{
    /// <summary>What is stored of an offer of the catalogue.</summary>
    public static byte[] Bytes(CatalogueOffer offer) => ProtoWriter.Bytes(offer, Write);

    /// <summary>What is stored of a VAT table.</summary>
    public static byte[] Bytes(TaxTable table) => ProtoWriter.Bytes(table, Write);

    /// <summary>What is stored of the values of law.</summary>
    public static byte[] Bytes(LegalTable table) => ProtoWriter.Bytes(table, Write);

    /// <summary>The offer that was stored.</summary>
    public static CatalogueOffer ToOffer(StoredCatalogueOffer stored, string version) => new()
    {
        Code = stored.Code,
        Version = version,
        Currency = stored.Currency,
        RequiresSiteComplement = stored.RequiresSiteComplement,
        Products = [.. stored.Products.Select(ToProduct)],
        Discounts = [.. stored.Discounts.Select(ToDiscount)],
    };

    /// <summary>The VAT table that was stored.</summary>
    public static TaxTable ToTaxes(StoredTaxTable stored, string version) => new(
        version,
        [.. stored.Rows.Select(r => new TaxRow(
            r.Territory, r.Status, StoredValues.Number(r.RatePercent), r.Category, r.Mention,
            StoredValues.ToDay(r.ValidFrom), StoredValues.ToDayOrNone(r.ValidUntil)))]);

    /// <summary>The values of law that were stored.</summary>
    public static LegalTable ToLaw(StoredLegalTable stored, string version) => new(
        version,
        [.. stored.Values.Select(v => new LegalValue(
            RequestNames.LegalValueKinds.Read(v.Kind), StoredValues.Number(v.Value), StoredValues.ToDay(v.ValidFrom), StoredValues.ToDayOrNone(v.ValidUntil)))]);

    private static void Write(ProtoWriter writer, CatalogueOffer offer)
    {
        writer.Text(StoredCatalogueOffer.CodeFieldNumber, offer.Code);
        writer.Text(StoredCatalogueOffer.CurrencyFieldNumber, offer.Currency);
        writer.Bool(StoredCatalogueOffer.RequiresSiteComplementFieldNumber, offer.RequiresSiteComplement);
        foreach (var product in offer.Products)
            Write(writer, product);
        foreach (var discount in offer.Discounts)
            Write(writer, discount);
    }

    private static void Write(ProtoWriter writer, CatalogueProduct product)
    {
        var start = writer.Begin(StoredCatalogueOffer.ProductsFieldNumber);
        writer.Text(StoredCatalogueProduct.CodeFieldNumber, product.Code);
        writer.Text(StoredCatalogueProduct.NameFieldNumber, product.Name);
        writer.Text(StoredCatalogueProduct.FamilyFieldNumber, product.Family);
        writer.Bool(StoredCatalogueProduct.IsCopperFieldNumber, product.IsCopper);
        writer.Bool(StoredCatalogueProduct.IsReducibleFieldNumber, product.IsReducible);
        writer.Bool(StoredCatalogueProduct.IsMandatoryFieldNumber, product.IsMandatory);
        writer.Number(StoredCatalogueProduct.MinimumQuantityFieldNumber, product.MinimumQuantity);
        if (product.MaximumQuantity is { } maximum)
            writer.NumberOrZero(StoredCatalogueProduct.MaximumQuantityFieldNumber, maximum);
        writer.Number(StoredCatalogueProduct.StepFieldNumber, product.Step);
        foreach (var code in product.Requires)
            writer.TextOrEmpty(StoredCatalogueProduct.RequiresFieldNumber, code);
        foreach (var code in product.Excludes)
            writer.TextOrEmpty(StoredCatalogueProduct.ExcludesFieldNumber, code);
        writer.Amount(StoredCatalogueProduct.FloorPriceFieldNumber, product.FloorPrice);
        foreach (var tariff in product.Tariffs)
            Write(writer, tariff);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, Tariff tariff)
    {
        var start = writer.Begin(StoredCatalogueProduct.TariffsFieldNumber);
        writer.Day(StoredTariff.ValidFromFieldNumber, tariff.ValidFrom);
        writer.Day(StoredTariff.ValidUntilFieldNumber, tariff.ValidUntil);
        RequestNames.TariffModels.Write(writer, StoredTariff.ModelFieldNumber, tariff.Model);
        writer.Amount(StoredTariff.SetupPriceFieldNumber, tariff.SetupPrice);
        foreach (var (from, price) in tariff.Tiers)
        {
            var tier = writer.Begin(StoredTariff.TiersFieldNumber);
            writer.Number(StoredTier.FromFieldNumber, from);
            writer.Amount(StoredTier.UnitPriceFieldNumber, price);
            writer.End(tier);
        }
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, CatalogueDiscount discount)
    {
        var start = writer.Begin(StoredCatalogueOffer.DiscountsFieldNumber);
        writer.Text(StoredCatalogueDiscount.CodeFieldNumber, discount.Code);
        RequestNames.DiscountSources.Write(writer, StoredCatalogueDiscount.SourceFieldNumber, discount.Source);
        writer.Percent(StoredCatalogueDiscount.SetupPercentFieldNumber, discount.SetupPercent);
        writer.Percent(StoredCatalogueDiscount.RecurringPercentFieldNumber, discount.RecurringPercent);
        if (discount.ProductCode is { } product)
            writer.TextOrEmpty(StoredCatalogueDiscount.ProductFieldNumber, product);
        if (discount.Family is { } family)
            writer.TextOrEmpty(StoredCatalogueDiscount.FamilyFieldNumber, family);
        RequestNames.DiscountScopes.Write(writer, StoredCatalogueDiscount.ScopeFieldNumber, discount.Scope);
        writer.Day(StoredCatalogueDiscount.ValidFromFieldNumber, discount.ValidFrom);
        writer.Day(StoredCatalogueDiscount.ValidUntilFieldNumber, discount.ValidUntil);
        if (discount.Months is { } months)
            writer.NumberOrZero(StoredCatalogueDiscount.MonthsFieldNumber, months);
        writer.Number(StoredCatalogueDiscount.FromQuantityFieldNumber, discount.FromQuantity);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, TaxTable table)
    {
        foreach (var row in table.Rows)
        {
            var start = writer.Begin(StoredTaxTable.RowsFieldNumber);
            writer.Text(StoredTaxRow.TerritoryFieldNumber, row.Territory);
            writer.Text(StoredTaxRow.StatusFieldNumber, row.Status);
            writer.Percent(StoredTaxRow.RatePercentFieldNumber, row.RatePercent);
            writer.Text(StoredTaxRow.CategoryFieldNumber, row.Category);
            writer.Text(StoredTaxRow.MentionFieldNumber, row.Mention);
            writer.Day(StoredTaxRow.ValidFromFieldNumber, row.ValidFrom);
            writer.Day(StoredTaxRow.ValidUntilFieldNumber, row.ValidUntil);
            writer.End(start);
        }
    }

    private static void Write(ProtoWriter writer, LegalTable table)
    {
        foreach (var value in table.Values)
        {
            var start = writer.Begin(StoredLegalTable.ValuesFieldNumber);
            RequestNames.LegalValueKinds.Write(writer, StoredLegalValue.KindFieldNumber, value.Kind);
            writer.Amount(StoredLegalValue.ValueFieldNumber, value.Value);
            writer.Day(StoredLegalValue.ValidFromFieldNumber, value.ValidFrom);
            writer.Day(StoredLegalValue.ValidUntilFieldNumber, value.ValidUntil);
            writer.End(start);
        }
    }

    private static CatalogueProduct ToProduct(StoredCatalogueProduct stored) => new()
    {
        Code = stored.Code,
        Name = stored.Name,
        Family = stored.Family,
        IsCopper = stored.IsCopper,
        IsReducible = stored.IsReducible,
        IsMandatory = stored.IsMandatory,
        MinimumQuantity = stored.MinimumQuantity,
        MaximumQuantity = stored.HasMaximumQuantity ? stored.MaximumQuantity : null,
        Step = stored.Step,
        Requires = [.. stored.Requires],
        Excludes = [.. stored.Excludes],
        FloorPrice = stored.HasFloorPrice ? StoredValues.Number(stored.FloorPrice) : null,
        Tariffs = [.. stored.Tariffs.Select(ToTariff)],
    };

    private static Tariff ToTariff(StoredTariff stored) => new()
    {
        ValidFrom = StoredValues.ToDay(stored.ValidFrom),
        ValidUntil = StoredValues.ToDayOrNone(stored.ValidUntil),
        Model = RequestNames.TariffModels.Read(stored.Model),
        SetupPrice = StoredValues.Number(stored.SetupPrice),
        Tiers = [.. stored.Tiers.Select(t => new Tier(t.From, StoredValues.Number(t.UnitPrice)))],
    };

    private static CatalogueDiscount ToDiscount(StoredCatalogueDiscount stored) => new()
    {
        Code = stored.Code,
        Source = RequestNames.DiscountSources.Read(stored.Source),
        SetupPercent = StoredValues.Number(stored.SetupPercent),
        RecurringPercent = StoredValues.Number(stored.RecurringPercent),
        ProductCode = stored.HasProduct ? stored.Product : null,
        Family = stored.HasFamily ? stored.Family : null,
        Scope = RequestNames.DiscountScopes.Read(stored.Scope),
        ValidFrom = StoredValues.ToDayOrNone(stored.ValidFrom),
        ValidUntil = StoredValues.ToDayOrNone(stored.ValidUntil),
        Months = stored.HasMonths ? stored.Months : null,
        FromQuantity = stored.FromQuantity,
    };
}
