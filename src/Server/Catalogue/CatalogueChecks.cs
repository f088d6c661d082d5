using System.Globalization;
using System.Text.Json.Nodes;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Catalogue;

/// <summary>What a schema cannot say of a catalogue: codes that must be unique or known, spans and tiers that must fit.</summary>
internal static class CatalogueChecks
{
    /// <summary>Adds every fault of meaning to the document.</summary>
    public static void Check(DataDocument document)
    {
        if (document.IsTooLong)
            return;
        CheckUnique(document, document.Root.Objects("offers"), "code");
        foreach (var offer in document.Root.Objects("offers"))
            CheckOffer(document, offer);
    }

    private static void CheckOffer(DataDocument document, JsonObject offer)
    {
        var products = offer.Objects("products").ToArray();
        CheckUnique(document, products, "code");
        var codes = products.Select(p => p.Text("code")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var families = products.Select(p => p.Text("family")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var product in products)
            CheckProduct(document, product, codes);
        var agreed = (offer["agreedDiscounts"] as JsonObject)?.SelectMany(p => offer["agreedDiscounts"].Objects(p.Key)).ToArray() ?? [];
        foreach (var reseller in (offer["agreedDiscounts"] as JsonObject)?.Select(p => p.Key) ?? [])
            if (reseller.Length == 0 || TextKinds.ResellerCode.FaultOf("", reseller) is not null)
                document.Refuse(offer["agreedDiscounts"]!, TextKinds.ResellerCode.FaultOf("", " ")!.Description);
        foreach (var discount in agreed.Where(d => d.Text("source") is { } source && source != "AGREED"))
            document.Refuse(discount["source"]!, new("une remise convenue avec un revendeur a pour source AGREED", "a discount agreed with a reseller has the source AGREED"));
        foreach (var discount in offer.Objects("discounts").Where(d => d.Text("source") is "AGREED"))
            document.Refuse(discount["source"]!, new("une remise pour tous les revendeurs n'est pas AGREED", "a discount for every reseller is not AGREED"));
        CheckUnique(document, offer.Objects("discounts").Concat(agreed), "code");
        foreach (var discount in offer.Objects("discounts").Concat(agreed))
            CheckDiscount(document, discount, codes, families);
        PolicyChecks.Check(document, offer["policies"]);
    }

    private static void CheckProduct(DataDocument document, JsonObject product, HashSet<string> codes)
    {
        var own = product.Text("code");
        foreach (var other in product.Texts("requires").Concat(product.Texts("excludes")))
        {
            if (other.GetValue<string>() == own)
                document.Refuse(other, new("un produit ne se nomme pas lui-même", "a product cannot name itself"));
            else if (!codes.Contains(other.GetValue<string>()))
                document.Refuse(other, new($"l'offre n'a pas de produit {other}", $"no product {other} in the offer"));
        }
        foreach (var list in (string[])["requires", "excludes"])
            foreach (var again in product.Texts(list).GroupBy(c => c.GetValue<string>()).SelectMany(g => g.Skip(1)))
                document.Refuse(again, new($"{again} y est deux fois", $"{again} is there twice"));
        foreach (var both in product.Texts("excludes").Where(e => product.Texts("requires").Any(r => r.GetValue<string>() == e.GetValue<string>())))
            document.Refuse(both, new($"{both} est à la fois requis et exclu", $"{both} is both required and excluded"));
        if (product.Integer("maximumQuantity") is { } maximum && maximum < (product.Integer("minimumQuantity") ?? 1))
            document.Refuse(product["maximumQuantity"]!, new("est inférieur au minimum", "is less than the minimum"));
        CheckTariffs(document, product);
    }

    private static void CheckTariffs(DataDocument document, JsonObject product)
    {
        var spans = new List<(DateOnly From, DateOnly Until, JsonObject Tariff)>();
        foreach (var tariff in product.Objects("tariffs"))
        {
            CheckSpan(document, tariff);
            CheckTiers(document, tariff, product.Number("floorPrice"));
            if (tariff.Day("validFrom") is { } from)
                spans.Add((from, tariff.Day("validUntil") ?? DateOnly.MaxValue, tariff));
        }
        spans.Sort((a, b) => a.From.CompareTo(b.From));
        foreach (var (earlier, later) in spans.Zip(spans.Skip(1)))
            if (later.From < earlier.Until)
                document.Refuse(later.Tariff["validFrom"]!, new("deux tarifs sont valables en même temps", "two tariffs are valid at once"));
    }

    private static void CheckTiers(DataDocument document, JsonObject tariff, decimal? floor)
    {
        var tiers = tariff.Objects("tiers").ToArray();
        if (tiers.Length > 1 && tariff.Text("model") is null or "PER_UNIT")
            document.Refuse(tariff["tiers"]!, new("PER_UNIT a une seule tranche", "PER_UNIT has one tier"));
        if (tiers.Length > 0 && tiers[0].Integer("from") is { } first && first != 1)
            document.Refuse(tiers[0]["from"]!, new("la première tranche part de 1", "the first tier is from 1"));
        foreach (var (lower, higher) in tiers.Zip(tiers.Skip(1)))
            if (lower.Integer("from") is { } low && higher.Integer("from") is { } high && high <= low)
                document.Refuse(higher["from"]!, new("les tranches vont en montant", "tiers go up"));
        foreach (var tier in tiers)
            if (tier.Number("unitPrice") is { } price && price < floor)
                document.Refuse(tier["unitPrice"]!, new($"est sous le prix plancher de {floor.Value.ToString(CultureInfo.InvariantCulture)}", $"is below the floor price of {floor.Value.ToString(CultureInfo.InvariantCulture)}"));
    }

    private static void CheckDiscount(DataDocument document, JsonObject discount, HashSet<string> codes, HashSet<string> families)
    {
        CheckSpan(document, discount);
        if (discount.Text("productCode") is { } code && !codes.Contains(code))
            document.Refuse(discount["productCode"]!, new($"l'offre n'a pas de produit {code}", $"no product {code} in the offer"));
        if (discount.Text("family") is { } family && !families.Contains(family))
            document.Refuse(discount["family"]!, new($"l'offre n'a pas de produit de la famille {family}", $"no product of the family {family} in the offer"));
        if (discount["productCode"] is not null && discount["family"] is { } also)
            document.Refuse(also, new("une remise a une seule cible : un produit ou une famille", "a discount has one target: a product or a family"));
        if (discount.Text("source") is "VOLUME" && discount["fromQuantity"] is null)
            document.Refuse(discount, new("une remise de volume dit à partir de quelle quantité", "a volume discount says from which quantity"));
        if (discount["setupPercent"] is null && discount["recurringPercent"] is null)
            document.Refuse(discount, new("une remise a un setupPercent, un recurringPercent ou les deux", "a discount has a setupPercent, a recurringPercent or both"));
    }

    /// <summary>Refuses a span that ends before it begins.</summary>
    public static void CheckSpan(DataDocument document, JsonObject dated)
    {
        if (dated.Day("validFrom") is { } from && dated.Day("validUntil") is { } until && until <= from)
            document.Refuse(dated["validUntil"]!, new("finit avant de commencer", "ends before it begins"));
    }

    /// <summary>Refuses a second use of a code.</summary>
    public static void CheckUnique(DataDocument document, IEnumerable<JsonObject> items, string field)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
            if (item.Text(field) is { } value && !seen.Add(value))
                document.Refuse(item[field]!, new($"{value} y est deux fois", $"{value} is there twice"));
    }
}
