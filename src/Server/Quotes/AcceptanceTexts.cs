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
    public static Text LongerCommitment(CommitmentEffect commitment)
    {
        var day = commitment.LastDayAfter!.Value;
        return new(
            $"Le client accepte expressément que l'engagement soit prolongé jusqu'au {day.ToString("dd/MM/yyyy", Dates)} inclus.",
            $"The customer expressly consents that the commitment is extended until {day.ToString("yyyy-MM-dd", Dates)} inclusive.");
    }
}
