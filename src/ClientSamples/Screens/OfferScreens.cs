using MyOpenIP.V1;
using Spectre.Console;

namespace MyOpenIP.ClientSamples.Screens;

/// <summary>The portal's list of contracted offers, and one of them in detail.</summary>
internal static class OfferScreens
{
    /// <summary>Liste des offres contractées.</summary>
    public static Table List(IEnumerable<ContractedOffer> offers)
    {
        var table = new Table().Title("Liste des offres contractées")
            .AddColumns("Pilote ADV", "Réf.", "Nom", "Réf. commande", "Compte client", "Site", "Livrée le", "État", "Type commande");
        foreach (var offer in offers)
            table.AddRow(
                Text(offer.OrderManagementOwner, "Aucun"),
                Text(offer.Reference),
                Text(offer.OfferName),
                Text(offer.OrderReference, "Aucune"),
                Text(offer.CustomerAccount),
                Text(offer.InstallationSite.Address?.City),
                Text(French.Day(offer.DeliveredOn)),
                Text(State(offer.State)),
                Text(offer.OrderType == OrderType.Creation ? "Création" : "Reprise"));
        return table;
    }

    /// <summary>The detail: reference, state, site, and every product with its quantity.</summary>
    public static Table Detail(ContractedOffer offer)
    {
        var site = offer.InstallationSite;
        var table = new Table().Title(Markup.Escape($"{offer.OfferName} [{offer.Reference}], version {offer.Version}"))
            .AddColumns("Produit", "Quantité", "Abo/Récurrence", "Lots")
            .Caption(Markup.Escape($"{site.DisplayName}, {site.Address.Street} {site.Address.PostalCode} {site.Address.City} {site.Complement?.Text}".Trim()));
        foreach (var line in offer.Lines)
            table.AddRow(
                Text(line.ProductName),
                Text($"{line.Quantity}"),
                Text(French.EurosPerMonth(line.MonthlyAmount)),
                Text(string.Join(", ", line.Lots.Select(Lot))));
        return table;
    }

    private static string Lot(Lot lot) =>
        $"{lot.Quantity} × {French.Euros(lot.UnitPrice)} depuis le {French.Day(lot.Since)}" +
        (lot.LeavingOn is null ? "" : $" jusqu'au {French.Day(lot.LeavingOn)} exclu");

    private static string State(ContractedOfferState state) => state switch
    {
        ContractedOfferState.Ordered => "Commandée",
        ContractedOfferState.Delivered => "Livrée",
        ContractedOfferState.Suspended => "Suspendue",
        ContractedOfferState.Terminated => "Résiliée",
        _ => "",
    };

    private static Markup Text(string? text, string empty = "") => new(Markup.Escape(string.IsNullOrEmpty(text) ? empty : text));
}
