using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Which products a contracted offer holds, for lists to find it by.</summary>
internal static class HeldProducts
{
    /// <summary>Those of an offer, tracked, follow a contract. Nothing is saved.</summary>
    public static void Follow(ContractedOffer offer, Contract contract)
    {
        var held = Of(offer, contract).ToDictionary(p => p.ProductCode);
        offer.Products.RemoveAll(p => !held.ContainsKey(p.ProductCode));
        foreach (var product in offer.Products)
            if (held.Remove(product.ProductCode, out var now))
                product.Quantity = now.Quantity;
        offer.Products.AddRange(held.Values);
    }

    /// <summary>The products of a contract of which there are units.</summary>
    private static IEnumerable<HeldProduct> Of(ContractedOffer offer, Contract contract) =>
        contract.Lines.Where(l => l.Quantity > 0).Select(l => new HeldProduct
        {
            Reseller = offer.Reseller,
            ProductCode = l.ProductCode,
            OfferReference = offer.Reference,
            Quantity = l.Quantity,
        });

    /// <summary>Writes those of a stored offer, in one statement however many they are: what is no longer held stays, with 0 units.</summary>
    public static Task<int> PutProductsAsync(this StorageContext context, ContractedOffer offer, Contract contract, CancellationToken cancellation)
    {
        var values = new List<object> { offer.Reseller, offer.Reference };
        var held = new StringBuilder();
        foreach (var product in Of(offer, contract))
        {
            // Rows of VALUES: a database bounds how many selects may be joined, not these.
            held.Append(held.Length == 0 ? " UNION ALL VALUES " : ", ");
            held.Append(CultureInfo.InvariantCulture, $"({{{values.Count}}}, {{{values.Count + 1}}})");
            values.Add(product.ProductCode);
            values.Add(product.Quantity);
        }
        var sql = $$"""
            INSERT INTO "HeldProducts" ("Reseller", "ProductCode", "OfferReference", "Quantity")
            SELECT {0}, "ProductCode", {1}, SUM("Quantity") FROM (
                SELECT "ProductCode", 0 AS "Quantity" FROM "HeldProducts" WHERE "Reseller" = {0} AND "OfferReference" = {1}{{held}}
            ) AS "Held" WHERE true GROUP BY "ProductCode"
            ON CONFLICT ("Reseller", "ProductCode", "OfferReference") DO UPDATE SET "Quantity" = excluded."Quantity"
            """;
        return context.Database.ExecuteSqlAsync(FormattableStringFactory.Create(sql, [.. values]), cancellation);
    }
}
