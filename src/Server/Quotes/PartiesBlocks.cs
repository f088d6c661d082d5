using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Quotes;

/// <summary>Whom and what a quote names, as it shows them.</summary>
internal static class PartiesBlocks
{
    /// <summary>Seller, customer, sites, contacts.</summary>
    public static IReadOnlyList<SheetBlock> Of(StoredParties parties, Printed printed) =>
    [
        new(printed.Words("Vendeur", "Seller"), Seller(parties.Seller, printed)),
        new(printed.Words("Client final", "End customer"), Buyer(parties.Buyer, printed)),
        new(printed.Words("Site d’installation", "Installation site"), Site(parties.InstallationSite, printed)),
        new(printed.Words("Site de facturation", "Billing site"), Site(parties.BillingSite, printed)),
        .. parties.Contacts.Index().Select(c => new SheetBlock(
            printed.Words("Contact sur site", "On-site contact") + (parties.Contacts.Count == 1 ? "" : Invariant($" {c.Index + 1}")), Contact(c.Item, printed))),
    ];

    /// <summary>What is known of the contracted offer.</summary>
    public static IEnumerable<SheetFact> Facts(StoredAmendedOffer offer, Printed printed)
    {
        yield return new(printed.Words("Réf.", "Ref."), offer.Reference);
        yield return new(printed.Words("Date de création", "Created on"), printed.Day(StoredValues.ToDay(offer.CreatedOn)));
        if (offer.DeliveredOn != 0)
            yield return new(printed.Words("Date de livraison", "Delivered on"), printed.Day(StoredValues.ToDay(offer.DeliveredOn)));
        if (offer.Telephone.Length > 0)
            yield return new(printed.Words("N° téléphone", "Telephone"), Printed.Telephone(offer.Telephone));
    }

    private static string[] Seller(StoredSeller seller, Printed printed) => Given(
        seller.Name,
        seller.Form,
        seller.Address,
        $"SIREN {Quotes.Seller.FrenchSiren(seller.Siren)}, RCS {seller.Register}",
        $"{printed.Words("TVA", "VAT")} {seller.VatNumber}",
        Joined(Printed.Telephone(seller.Telephone), seller.Email, seller.Website));

    private static string[] Buyer(StoredBuyer buyer, Printed printed) => Given(
        printed.Named("Raison sociale", "Company name", buyer.Name),
        printed.Named("SIREN", "SIREN", Quotes.Seller.FrenchSiren(buyer.Siren)),
        printed.Named("TVA", "VAT", buyer.VatNumber),
        printed.Named("Compte client", "Customer account", buyer.Account),
        printed.Named("Réf. client final", "End customer’s ref.", buyer.Reference),
        printed.Named("Identifiant", "Identifier", Invariant($"{buyer.Identifier}")));

    private static string[] Site(StoredSite site, Printed printed) => Given(
        printed.Named("Nom du site", "Name of the site", site.Name),
        printed.Named("Adresse", "Address", site.Street),
        $"{site.PostalCode} {site.City}{(site.CountryCode is "" or "FR" ? "" : $" ({site.CountryCode})")}",
        printed.Named("Complément", "Complement", Joined(
            site.Complement, printed.Named("bâtiment", "building", site.Building), printed.Named("escalier", "staircase", site.Staircase), printed.Named("étage", "floor", site.Floor), printed.Named("porte", "door", site.Door))),
        printed.Named("Accès", "Access", site.AccessNote),
        printed.Named("Téléphone", "Telephone", Printed.Telephone(site.Telephone)));

    private static string[] Contact(StoredOnSiteContact contact, Printed printed) => Given(
        Joined(contact.Name, contact.Role),
        printed.Named("Téléphone", "Telephone", Printed.Telephone(contact.Telephone)),
        contact.Email,
        printed.Named("Heures d’accès", "Access hours", contact.AccessHours));

    private static string Joined(params IEnumerable<string> parts) => string.Join(", ", parts.Where(p => p.Length > 0));

    private static string[] Given(params IEnumerable<string> lines) => [.. lines.Where(l => l.Length > 0)];
}
