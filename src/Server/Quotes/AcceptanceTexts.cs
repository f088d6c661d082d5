using System.Globalization;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Quotes;

/// <summary>The words that are accepted with a quote.</summary>
internal static class AcceptanceTexts
{
    private static readonly CultureInfo Dates = CultureInfo.InvariantCulture;

    /// <summary>The contractual documents (C. civ. 1119).</summary>
    public static Text Documents => new(
        "Le client reconnaît avoir reçu les documents contractuels joints au devis et les accepte.",
        "The customer has received the contractual documents that go with the quote and accepts them.");

    /// <summary>A commitment that ends later than before (C. conso. L224-42-2 III).</summary>
    /// <param name="extension">The units that are then committed longer, and their last day.</param>
    public static Text LongerCommitment(CommitmentExtension extension)
    {
        var units = string.Join(", ", extension.Units.Select(u => Invariant($"{u.Quantity} x {u.ProductName}")));
        return new(
            $"Le client accepte expressément que l'engagement de {units} coure jusqu'au {extension.LastDay.ToString("dd/MM/yyyy", Dates)} inclus.",
            $"The customer expressly consents that the commitment of {units} runs until {extension.LastDay.ToString("yyyy-MM-dd", Dates)} inclusive.");
    }
}
