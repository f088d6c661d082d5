using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.PriceLists;

/// <summary>What the price list of a version of the catalogue shows, in French, in the order in which it is read.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Version">The version.</param>
/// <param name="Seller">Whose it is: the operator.</param>
/// <param name="Offers">The offers.</param>
internal sealed record PriceListSheet(string Title, string Version, Seller Seller, IReadOnlyList<OfferPrices> Offers)
{
    /// <summary>How its prices are to be read.</summary>
    public static IReadOnlyList<string> Conventions { get; } =
    [
        "Les prix sont hors taxes, par unité. Les frais de mise en service (FMS) sont dus une fois pour chaque unité ajoutée ; l’abonnement est dû par mois.",
        "Le prix d’un jour est celui dont la validité comprend ce jour. Les remises convenues avec un revendeur n’y figurent pas.",
    ];

    /// <summary>The heads of the columns of prices.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["Produit", "Validité", "Unités", "FMS HT", "Abo/Récurrence HT"];
}

/// <summary>An offer of the price list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">What is known of it: code, commitment.</param>
/// <param name="Products">Its products.</param>
/// <param name="Discounts">A sentence for each promotion and volume discount.</param>
internal sealed record OfferPrices(string Name, IReadOnlyList<SheetFact> Facts, IReadOnlyList<ProductPrices> Products, IReadOnlyList<string> Discounts);

/// <summary>A product of the price list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Terms">How many there may be, and how tiers price them; empty: nothing to say.</param>
/// <param name="Prices">Its prices; at least one row.</param>
internal sealed record ProductPrices(string Name, string Terms, IReadOnlyList<ProductPrice> Prices);

/// <summary>A price of a product: for a span of time, from a number of units on.</summary>
/// <param name="Validity">The span of time.</param>
/// <param name="Units">The units.</param>
/// <param name="Setup">Setup fee of a unit; of further tiers: empty.</param>
/// <param name="Monthly">Price of a unit and month.</param>
internal sealed record ProductPrice(string Validity, string Units, string Setup, string Monthly);
