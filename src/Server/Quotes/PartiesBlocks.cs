using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Quotes;

/// <summary>Whom and what a quote names, as it shows them.</summary>
internal static class PartiesBlocks
{
    /// <summary>Seller, customer, sites, contacts.</summary>
    public static IReadOnlyList<SheetBlock> Of(StoredParties parties) =>
    [
        new("Vendeur", Seller(parties.Seller)),
        new("Client final", Buyer(parties.Buyer)),
        new("Site d’installation", Site(parties.InstallationSite)),
        new("Site de facturation", Site(parties.BillingSite)),
        .. parties.Contacts.Index().Select(c => new SheetBlock(
            parties.Contacts.Count == 1 ? "Contact sur site" : Invariant($"Contact sur site {c.Index + 1}"), Contact(c.Item))),
    ];

    /// <summary>What is known of the contracted offer.</summary>
    public static IEnumerable<SheetFact> Facts(StoredAmendedOffer offer)
    {
        yield return new("Réf.", offer.Reference);
        yield return new("Date de création", French.Day(StoredValues.ToDay(offer.CreatedOn)));
        if (offer.DeliveredOn != 0)
            yield return new("Date de livraison", French.Day(StoredValues.ToDay(offer.DeliveredOn)));
        if (offer.Telephone.Length > 0)
            yield return new("N° téléphone", French.Telephone(offer.Telephone));
    }

    private static string[] Seller(StoredSeller seller) => Given(
        seller.Name,
        seller.Form,
        seller.Address,
        $"SIREN {Quotes.Seller.FrenchSiren(seller.Siren)}, RCS {seller.Register}",
        $"TVA {seller.VatNumber}",
        Joined(French.Telephone(seller.Telephone), seller.Email, seller.Website));

    private static string[] Buyer(StoredBuyer buyer) => Given(
        Named("Raison sociale", buyer.Name),
        Named("SIREN", Quotes.Seller.FrenchSiren(buyer.Siren)),
        Named("TVA", buyer.VatNumber),
        Named("Compte client", buyer.Account),
        Named("Réf. client final", buyer.Reference),
        Named("Identifiant", Invariant($"{buyer.Identifier}")));

    private static string[] Site(StoredSite site) => Given(
        Named("Nom du site", site.Name),
        Named("Adresse", site.Street),
        $"{site.PostalCode} {site.City}{(site.CountryCode is "" or "FR" ? "" : $" ({site.CountryCode})")}",
        Named("Complément", Joined(
            site.Complement, Named("bâtiment", site.Building), Named("escalier", site.Staircase), Named("étage", site.Floor), Named("porte", site.Door))),
        Named("Accès", site.AccessNote),
        Named("Téléphone", French.Telephone(site.Telephone)));

    private static string[] Contact(StoredOnSiteContact contact) => Given(
        Joined(contact.Name, contact.Role),
        Named("Téléphone", French.Telephone(contact.Telephone)),
        contact.Email,
        Named("Heures d’accès", contact.AccessHours));

    private static string Named(string name, string value) => value.Length == 0 ? "" : $"{name}\u00A0: {value}";

    private static string Joined(params IEnumerable<string> parts) => string.Join(", ", parts.Where(p => p.Length > 0));

    private static string[] Given(params IEnumerable<string> lines) => [.. lines.Where(l => l.Length > 0)];
}
