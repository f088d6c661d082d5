using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MyOpenIP.ClientSamples;
using MyOpenIP.Tests;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>
/// The screens that the walk writes as pages: read by everybody, and with every word and figure that can be read on the screens of the
/// portal's guide ("Faire un ajout/réduction sur une OC").
/// </summary>
public sealed partial class TourPagesTests(TourPages tour) : IClassFixture<TourPages>
{
    /// <summary>Of each screen of the guide: the page of ours, and what stands on it.</summary>
    public static TheoryData<string, string[]> Screens => new()
    {
        { "OC138637/client.html", ["Identifiant", "Raison Sociale", "Date de création", "Statut", "État", "Action", "44660", "18/03/2019", "Autres", "Activé(e)", "Consulter", "Univers client", "Voir les offres contractées (OC)"] },
        {
            "OC138637/liste.html",
            [
                "Liste des offres contractées", "Pilote ADV", "Réf.", "Nom", "Réf. commande", "Client final", "Compte client", "Site", "Date de livraison", "État", "Type commande", "Action",
                "Charlotte M.", "OC150943", "Création et portabilités de numéros", "COM32623", "AIX-EN-PROVENCE", "29/05/2018", "Livrée", "Création", "Détail",
                "OC138637", "Com'Unifiées MetaCentrex", "COM16444", "LILLE", "22/11/2017", "Aucun", "OC94529", "Numéro - Géographique", "Aucune", "20/12/2016",
            ]
        },
        {
            "OC138637/offre.html",
            [
                "Liste des offres contractées", "Com'Unifiées MetaCentrex [OC138637]", "Offre contractée", "Réf.", "OC138637", "État", "Livrée", "Date de création", "Date de livraison", "22/11/2017",
                "Client", "Client final", "Réf. client final", "Compte client", "N° téléphone", "04 42 26 24 24", "Site d'installation", "Éditer", "Site Lille", "Adresse",
                "165 Avenue de Bretagne 59000 LILLE", "Complément", "EuraTechnologies",
            ]
        },
        {
            "OC138637/ouverture.html",
            [
                "Création du devis", "Informations du site", "Raison sociale", "Nom du site", "Téléphone", "Adresse", "Annuler", "Finaliser la commande", "Constitution de mon panier",
                "PROCESSUS EN COURS : AJOUT / RÉDUCTION", "Offre", "Com'Unifiées MetaCentrex", "Engagement", "Aucun", "Produit", "Quantité", "FMS", "Abo/Récurrence",
                "Licence MetaCentrex SDA simple", "10,00 €", "9,90 €", "Quantité commandée dans le devis précédent", "Licence MetaCentrex SDA Full", "20,00 €", "18,90 €",
                "Licence MetaCentrex SDA Full (avec prédécroché & gestion horaire)", "21,80 €", "Votre commande", "Total HT", "0,00 €", "0,00 €/mois", "TVA 20 %", "Total TTC",
                "Votre commande correspond au prix global de votre offre incluant la (les) modification(s)",
            ]
        },
        {
            "OC138637/sites-et-contacts.html",
            [
                "Raison sociale", "Nom du site", "Téléphone", "PROCESSUS EN COURS : AJOUT / RÉDUCTION", "Site d'installation", "Site de facturation", "Siège Social", "Adresse",
                "Attention, pour les commandes d'accès Internet ou de Téléphonie Standard (VGA), les compléments d'adresse sont très importants afin de livrer le service. Si nécessaire, retournez sur votre fiche client et rajoutez les éléments complémentaires.",
                "Contacts", "Les contacts indiqués seront directement sollicités par les fournisseurs ou sous-traitants pour la mise en service de la solution souscrite.",
                "Contacts sur site client (existants)", "Ajouter à la liste", "Contact sur site (autre)", "Nouveau contact", "Pièces jointes", "Aucune pièce jointe n'est associée au devis", "Insérer", "Poursuivre",
            ]
        },
        {
            "OC151200/recapitulatif.html",
            [
                "a/ offre initiale (avant modification)", "b/ ajout/réduction", "c/ total de la nouvelle offre", "SIP Trunk Touch", "Produit", "Initial", "Évolution", "Final", "FMS", "Abo/Récurrence",
                "Remise FMS", "Remise abo.", "Appel(s) simu(s) SIP - Compteur 1 +2 3 0,00 € 6,00 €/mois 9,00 €/mois", "Total HT 0,00 € 9,00 €/mois", "TVA 20 % 0,00 € 1,80 €/mois", "Total TTC 0,00 € 10,80 €/mois", "Poursuivre",
            ]
        },
        { "OC138637/devis.html", ["DEV 000050763/1", "Éditer le devis (en pdf)", "Historique de création du devis", "Pièces jointes", "Insérer"] },
        {
            "OC151201/devis.html",
            [
                "SIP Trunk Touch", "Produit", "Initial", "Évolution", "Final", "FMS", "Abo/Récurrence", "Appel(s) simu(s) SIP - Compteur 1 +2 3 0,00 € 4,00 €/mois 9,00 €/mois",
                "Total HT 0,00 € 9,00 €/mois", "TVA 20 % 0,00 € 1,80 €/mois", "Total TTC 0,00 € 10,80 €/mois", "Laisser un commentaire", "Devis", "Historique de création du devis",
                "Documents", "Conditions Générales d'Accès aux Services", "Catalogue Tarifaire Entreprises", "Pièces jointes", "Insérer", "Valider le devis pour le compte du client", "Validation finale de la commande",
                "Notifier le client pour validation",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task What_can_be_read_on_a_screen_of_the_guide_can_be_read_on_ours(string page, string[] texts)
    {
        var read = Read(await File.ReadAllTextAsync(Path.Combine(tour.Folder, page), TestContext.Current.CancellationToken));
        Assert.All(texts, t => Assert.Contains(Plain(t), read, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OC151200/*-1.pdf", "6,00 €/mois")]
    [InlineData("OC151201/*-1.pdf", "4,00 €/mois")]
    public void The_recap_of_the_guide_is_on_the_PDF(string file, string former)
    {
        var pdf = Directory.GetFiles(Path.Combine(tour.Folder, Path.GetDirectoryName(file)!), Path.GetFileName(file)).Single();
        var (exitCode, text) = Ask("pdftotext", "-layout", pdf, "-");
        Assert.True(exitCode == 0, text);
        var read = Plain(text);
        string[] texts =
        [
            "DEV 00005076", "Processus en cours : ajout / réduction", "Offre : SIP Trunk Touch", "a/ offre initiale (avant modification)", "b/ ajout/réduction", "c/ total de la nouvelle offre", "Appel(s) simu(s) SIP - Compteur",
            former, "9,00 €/mois", "1,80 €/mois", "10,80 €/mois", "TVA 20 %", "Total HT", "Total TTC", "Conditions Générales d'Accès aux Services", "Catalogue Tarifaire Entreprises",
            // The two narrow heads are of two lines.
            "Abo/Récurrence Remise Remise FMS abo.",
        ];
        Assert.All(texts, t => Assert.Contains(Plain(t), read, StringComparison.Ordinal));
        Assert.Matches(@"compteur 1 \+2 3 0,00 €", read);
    }

    [Fact]
    public void Every_page_passes_axe_core_on_a_telephone_and_on_a_screen()
    {
        var pages = Directory.GetFiles(tour.Folder, "*.html", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("DEV", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(9 * Story.All.Count, pages.Length);
        // One walk has the kinds of all.
        var (exitCode, said) = Ask("node", ["tests/Server.Tests/Quotes/axe.mjs", .. pages.Where(p => p.Contains("OC138637", StringComparison.Ordinal))]);
        Assert.Equal((0, ""), (exitCode, said));
    }

    private static (int ExitCode, string Output) Ask(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private static string Read(string page) => Plain(WebUtility.HtmlDecode(Tag().Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..], " ")));

    /// <summary>In small letters, with plain spaces, one between two words, and one kind of apostrophe.</summary>
    private static string Plain(string text) => Spaces().Replace(text, " ").Replace('’', '\'').ToLowerInvariant().Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}

/// <summary>The pages that the command of the README writes.</summary>
public sealed class TourPages : IAsyncLifetime
{
    /// <summary>Where they are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("myopenip-tour-").FullName;

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await Shell.RunAsync($"dotnet run --no-build --project src/ClientSamples -- --html {Folder}");
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
