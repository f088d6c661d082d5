using Google.Protobuf.Collections;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples.Pages;

/// <summary>
/// Writes one page for each screen of the portal, made of the answers of the API: the flow is seen without a portal.
/// </summary>
/// <param name="folder">The folder of one walk.</param>
internal sealed class PortalPages(string folder)
{
    private static readonly (string File, string Name)[] Links =
    [
        ("client.html", "Recherche du client"), ("liste.html", "Liste des offres contractées"), ("offre.html", "Offre contractée"),
        ("ouverture.html", "Devis initial de l’OC"), ("brouillon.html", "Création du devis"), ("sites-et-contacts.html", "Sites et contacts"),
        ("recapitulatif.html", "Récapitulatif"), ("devis.html", "Devis"), ("commande.html", "Commande"),
    ];

    /// <summary>The customers that a search found.</summary>
    public void Customers(IEnumerable<Customer> customers) => Write("client.html", Html.Section("Clients", Html.Table(
        "Clients",
        ["Identifiant", "Raison sociale", "Date de création", "Statut", "État", "Action"],
        customers.Select(c => (string[])
        [
            $"{c.Identifier}", Html.Text(c.CompanyName), French.Day(c.CreatedOn), Html.Text(c.Status), c.State is CustomerState.Active ? "Activé(e)" : "Suspendu(e)", "Consulter",
        ]))) + Html.Next(("Univers client", "GetCustomer"), ("Voir les offres contractées (OC)", "ListContractedOffers")));

    /// <summary>Liste des offres contractées.</summary>
    public void List(IEnumerable<ContractedOffer> offers, Customer customer) => Write("liste.html", Html.Section("Offres du client", Html.Table(
        "Offres contractées",
        ["Réf.", "Pilote ADV", "Nom", "Réf. commande", "Client final", "Compte client", "Site", "Date de livraison", "État", "Type commande", "Action"],
        offers.Select(o => (string[])
        [
            Html.Text(o.Reference), Or(o.OrderManagementOwner, "Aucun"), Html.Text(o.OfferName), Or(o.OrderReference, "Aucune"), Html.Text(customer.CompanyName),
            Html.Text(o.CustomerAccount), Html.Text(o.InstallationSite.Address?.City), French.Day(o.DeliveredOn), State(o.State),
            o.OrderType == OrderType.Creation ? "Création" : "Reprise", "Détail",
        ]))));

    /// <summary>One contracted offer.</summary>
    public void Offer(ContractedOffer offer, Customer customer) => Write(
        "offre.html",
        Html.Beside(
            Html.Section($"{offer.OfferName} [{offer.Reference}]", Html.Facts(
                ("Réf.", offer.Reference), ("État", State(offer.State)), ("Date de création", French.Day(offer.CreatedOn)),
                ("Date de livraison", French.Day(offer.DeliveredOn)), ("Version", $"{offer.Version}"))),
            Html.Section("Client", Html.Facts(
                ("Client final", customer.CompanyName), ("Réf. client final", customer.Reference), ("Compte client", customer.Account), ("N° téléphone", French.Telephone(offer.Telephone)))),
            Html.Section("Site d’installation", Site(offer.InstallationSite)))
        + Html.Section("Produits", Html.Table(
            "Produits", ["Produit", "Quantité", "Abo/Récurrence"],
            offer.Lines.Select(l => (string[])[Html.Text(l.ProductName), $"{l.Quantity}", French.EurosPerMonth(l.MonthlyAmount)]), amountsFrom: 1))
        + Html.Next(("Faire un ajout / réduction", "CreateAmendment"), ("Éditer le site", "UpdateSites")));

    /// <summary>The draft as it was opened: the quote that the offer stands for today.</summary>
    public void Opened(Amendment draft, string offerName, Customer customer) => Draft("ouverture.html", draft, offerName, customer);

    /// <summary>The draft once quantities are chosen.</summary>
    public void Draft(Amendment draft, string offerName, Customer customer) => Draft("brouillon.html", draft, offerName, customer);

    private void Draft(string file, Amendment draft, string offerName, Customer customer) => Write(
        file,
        $"<p>Processus en cours : ajout / réduction</p>\n"
        + Html.Beside(
            Html.Section("Informations du site", SiteOf(draft.InstallationSite, customer)),
            Html.Section("Constitution de mon panier", Html.Facts(("Offre", offerName), ("Engagement", Commitment(draft.Recap)))))
        + Html.Section("Produits", Html.Table(
            "Produits", ["Produit", "Quantité commandée dans le devis précédent", "Quantité", "FMS", "Abo/Récurrence"],
            draft.Recap.Lines.Select(l => (string[])
            [
                Html.Text(l.ProductName), $"{l.InitialQuantity}", $"{l.FinalQuantity}", French.Euros(l.SetupUnitPrice), French.Euros(l.RecurringUnitPrice),
            ]),
            amountsFrom: 1))
        + Html.Section("Votre commande", $"{RecapTables.Totals("votre commande", draft.Recap.WholeTotals)}\n<p>Votre commande correspond au prix global de votre offre incluant la (les) modification(s).</p>")
        + Html.Section("Dont ajout / réduction", RecapTables.Totals("ajout / réduction", draft.Recap.ChangeTotals))
        + string.Concat(draft.Recap.Violations.Select(v => $"<p class=\"note\">{Html.Text(v.Description.Fr)}</p>\n"))
        + Html.Next(("Finaliser la commande", "IssueQuote"), ("Annuler", "CancelAmendment")));

    /// <summary>The sites, whom to call there, and what is attached.</summary>
    public void Sites(Amendment draft, Customer customer) => Write(
        "sites-et-contacts.html",
        "<p>Processus en cours : ajout / réduction</p>\n"
        + Html.Beside(
            Html.Section("Site d’installation", SiteOf(draft.InstallationSite, customer)),
            Html.Section("Site de facturation", SiteOf(draft.BillingSite, customer)))
        + "<p class=\"note\">Attention, pour les commandes d’accès Internet ou de Téléphonie Standard (VGA), les compléments d’adresse sont très importants afin de livrer le service. "
        + "Si nécessaire, retournez sur votre fiche client et rajoutez les éléments complémentaires.</p>\n"
        + Html.Section("Contacts", "<p>Les contacts indiqués seront directement sollicités par les fournisseurs ou sous-traitants pour la mise en service de la solution souscrite.</p>\n"
            + string.Concat(draft.Contacts.Select(c => Html.Facts(
                ("Nom", c.DisplayName), ("Rôle", c.Role), ("Téléphone", French.Telephone(c.Telephone)), ("E-mail", c.Email), ("Heures d’accès", c.AccessHours))))
            + $"<h3>Contacts sur site client (existants)</h3>\n<ul>{string.Concat(customer.Contacts.Select(c => $"<li>{Html.Text(c.DisplayName)}</li>\n"))}</ul>\n<h3>Contact sur site (autre)</h3>\n"
            + Html.Next(("Ajouter à la liste", "UpdateAmendment"), ("Nouveau contact", "CreateContact")))
        + Attachments(draft.Attachments)
        + (draft.Comment.Length == 0 ? "" : Html.Section("Commentaire", $"<p>{Html.Text(draft.Comment)}</p>"))
        + Html.Next(("Poursuivre", "GetAmendment")));

    /// <summary>The recap.</summary>
    public void Recap(Amendment draft, string offerName) => Write(
        "recapitulatif.html",
        "<ul><li>a/ offre initiale (avant modification)</li><li>b/ ajout/réduction</li><li>c/ total de la nouvelle offre</li></ul>\n"
        + Html.Section(offerName, RecapTables.Lines(draft.Recap, all: false))
        + Html.Section("a/ Offre initiale", RecapTables.Totals("offre initiale", draft.Recap.InitialTotals))
        + Html.Section("b/ Ajout/réduction", RecapTables.Totals("ajout / réduction", draft.Recap.ChangeTotals))
        + Html.Section("c/ Total de la nouvelle offre", RecapTables.Totals("nouvelle offre", draft.Recap.WholeTotals))
        + Html.Section("Pourquoi ces montants", string.Concat(draft.Recap.Lines.Where(l => l.ChangeQuantity != 0).Select(l =>
            $"<p>{Html.Text(l.ProductName)}</p><ul>{string.Concat(l.Reasons.Select(r => $"<li>{Html.Text(r.SentenceFr)}</li>\n"))}</ul>\n")))
        + Html.Next(("Poursuivre", "IssueQuote")));

    /// <summary>The quote with its history, its documents and its files.</summary>
    public void Quote(Quote quote, string offerName, IEnumerable<Quote> history, DownloadedQuote pdf, DownloadedQuote page)
    {
        foreach (var file in (DownloadedQuote[])[pdf, page])
            File.WriteAllBytes(Path.Combine(folder, file.File.FileName), file.Content);
        Write(
            "devis.html",
            Html.Beside(
                Html.Section(quote.PrintedNumber, Html.Facts(
                    ("Devis établi le", Instant(quote.IssueTime)), ("Valable jusqu’au", Instant(quote.ExpireTime)), ("Par", quote.Issuer))
                    + $"<p><a href=\"{pdf.File.FileName}\">Éditer le devis (en pdf)</a> · <a href=\"{page.File.FileName}\">Voir le devis</a></p>\n<p>SHA-256 du PDF : {pdf.File.Sha256}</p>"),
                Html.Section("Historique de création du devis", $"<ul>{string.Concat(history.Select(q => $"<li>{Html.Text(q.PrintedNumber)}, {Instant(q.IssueTime)}, {Html.Text(q.Issuer)}</li>\n"))}</ul>"),
                Html.Section("Documents", $"<ul>{string.Concat(quote.Documents.Select(d => $"<li>{Html.Text(d.Title)}, version {Html.Text(d.Version)}</li>\n"))}</ul>"))
            + Html.Section(offerName, RecapTables.Lines(quote.Recap, all: false))
            + Html.Section("Total de la nouvelle offre", RecapTables.Totals("nouvelle offre", quote.Recap.WholeTotals))
            + Attachments(quote.Attachments)
            + Html.Next(
                ("Laisser un commentaire…", "CreateComment"), ("Valider le devis pour le compte du client", "on_behalf_of_customer"),
                ("Validation finale de la commande", "Validate"), ("Notifier le client pour validation", "RequestSignature")));
    }

    /// <summary>Leaves a file beside the pages.</summary>
    public void Keep(string name, byte[] content) => File.WriteAllBytes(Path.Combine(folder, name), content);

    /// <summary>The order.</summary>
    public void Order(Order order) => Write(
        "commande.html",
        $"<p class=\"state\">{(order.State is OrderState.Delivered ? "Livrée" : "Créée")}</p>\n"
        + Html.Section(order.Number, Html.Table(
            "Lignes de facture à venir", ["Produit", "Quantité", "Prix unitaire", "Montant HT", "À partir du"],
            order.Charges.Select(c => (string[])[Html.Text(c.ProductName), $"{c.Quantity}", French.Euros(c.UnitPrice), French.Euros(c.Net), French.Day(c.DueFrom)]), amountsFrom: 1)));

    private void Write(string file, string body)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), Html.Page(Links.Single(l => l.File == file).Name, Links, body));
    }

    private static string Attachments(RepeatedField<Attachment> attachments) => Html.Section(
        "Pièces jointes",
        (attachments.Count == 0
            ? "<p>Aucune pièce jointe n’est associée au devis</p>\n"
            : Html.Table("Pièces jointes", ["Nom", "Octets", "SHA-256"], attachments.Select(a => (string[])[Html.Text(a.FileName), $"{a.SizeBytes}", a.Sha256])))
        + Html.Next(("Insérer", "UploadAttachment")));

    private static string SiteOf(string name, Customer customer) => Site(customer.Sites.Single(s => s.Name == name), customer.CompanyName);

    private static string Site(Site site, string companyName = "") => Html.Facts(
        ("Raison sociale", companyName), ("Nom du site", site.DisplayName), ("Adresse", $"{site.Address.Street} {site.Address.PostalCode} {site.Address.City}"),
        ("Complément", string.Join(", ", Complement(site.Complement))), ("Téléphone", French.Telephone(site.Telephone)));

    private static IEnumerable<string> Complement(AddressComplement? complement)
    {
        (string Name, string? Value)[] parts = [("", complement?.Text), ("bâtiment ", complement?.Building), ("étage ", complement?.Floor)];
        return parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => p.Name + p.Value);
    }

    private static string Commitment(Recap recap) => recap.Commitment.Before is { } before ? $"{before.TermMonths} mois" : "Aucun";

    private static string State(ContractedOfferState state) => state is ContractedOfferState.Delivered ? "Livrée" : state.ToString();

    private static string Instant(Google.Protobuf.WellKnownTypes.Timestamp instant) =>
        TimeZoneInfo.ConvertTime(instant.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("dd'/'MM'/'yyyy HH':'mm", null);

    private static string Or(string text, string empty) => Html.Text(text.Length == 0 ? empty : text);
}
