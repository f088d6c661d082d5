using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Quotes;

/// <summary>Makes the sheet of a quote of what it froze.</summary>
internal static class QuoteSheets
{
    /// <summary>The sheet of a quote.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="priced">The price that it froze.</param>
    /// <param name="parties">Whom and what it named; null: it froze the price alone.</param>
    /// <param name="attachments">What it was issued with.</param>
    public static QuoteSheet Of(Quote quote, Priced priced, StoredParties? parties, IReadOnlyList<Attachment> attachments)
    {
        var (outcome, contract) = (priced.Outcome, priced.Request.Contract);
        return new QuoteSheet
        {
            Number = ResourceNames.PrintedQuote(quote.AmendmentNumber, quote.Revision),
            IssuedAt = quote.IssuedAt,
            Seller = parties is null ? null : QuoteParties.ToSeller(parties.Seller),
            Dates = Dates(quote),
            Parties = parties is null ? [] : PartiesBlocks.Of(parties),
            OfferTitle = parties is null ? $"Offre contractée {contract.Reference}" : $"{parties.Offer.Name} [{contract.Reference}]",
            Offer = [.. parties is null ? [new SheetFact("Réf.", contract.Reference)] : PartiesBlocks.Facts(parties.Offer), .. Terms(priced)],
            Lines = [.. outcome.Lines.Where(l => l.InitialQuantity != 0 || l.FinalQuantity != 0).Select(Line)],
            Totals = SheetTotals.Of(outcome),
            OneOff = SheetTotals.OneOff(outcome),
            Explanations = SheetExplanations.Of(priced),
            Documents = new(
                "Documents contractuels", ["Document", "Version", "Empreinte SHA-256"],
                [.. quote.Documents.Select(d => (string[])[d.Title, d.Version, d.Sha256])], IsOfWords: true),
            Attachments = new(
                "Pièces jointes", ["Nom", "Taille", "Empreinte SHA-256"],
                [.. attachments.Select(a => (string[])[a.FileName, $"{French.Quantity(a.Size)} octets", a.Sha256])], IsOfWords: true),
            Consents = [.. outcome.AcceptanceConditions.Select(condition => Consent(condition, outcome))],
            Fingerprint = quote.Fingerprint,
        };
    }

    private static SheetFact[] Dates(Quote quote) =>
    [
        new("Devis établi le", French.Instant(quote.IssuedAt)),
        // What no longer binds from midnight on is valid to the end of the day before.
        new("Valable jusqu’au", $"{French.Day(ParisTime.DayOf(quote.ExpiresAt.AddTicks(-1)))} inclus"),
        new("Date d’effet", French.Day(quote.EffectiveDate)),
    ];

    private static IEnumerable<SheetFact> Terms(Priced priced)
    {
        var (outcome, contract) = (priced.Outcome, priced.Request.Contract);
        yield return new("État", Explanation.Text(Operand.Code("", contract.State.ToString()), Language.French) is var state ? char.ToUpperInvariant(state[0]) + state[1..] : "");
        if (outcome.Commitment.Before == outcome.Commitment.After)
            yield return new("Engagement", Commitment(outcome.Commitment.Before));
        else
        {
            yield return new("Engagement avant", Commitment(outcome.Commitment.Before));
            yield return new("Engagement après", Commitment(outcome.Commitment.After));
        }
    }

    private static string Commitment(Commitment? commitment) => commitment is null
        ? "Aucun"
        : $"{Explanation.Text(Operand.Months("", commitment.TermMonths), Language.French)}, du {French.Day(commitment.Start)} au {French.Day(commitment.LastDay)} inclus";

    private static SheetLine Line(PricedLine line) => new()
    {
        Product = line.ProductName,
        UnitPrices = UnitPrices(line),
        Initial = French.Quantity(line.InitialQuantity),
        Change = French.Change(line.ChangeQuantity),
        Final = French.Quantity(line.FinalQuantity),
        Setup = French.Amount(line.Setup),
        FormerMonthly = line.InitialQuantity > 0 && line.MonthlyBefore != line.MonthlyAfter ? French.Monthly(line.MonthlyBefore) : null,
        Monthly = French.Monthly(line.MonthlyAfter),
        SetupDiscount = French.PercentOrNothing(line.SetupDiscountPercent),
        RecurringDiscount = French.PercentOrNothing(line.RecurringDiscountPercent),
        SetupNet = line.Setup,
        MonthlyNet = line.MonthlyAfter,
    };

    /// <summary>Today's prices of a unit, and what it costs after its discounts; nothing of what has no tariff.</summary>
    private static string UnitPrices(PricedLine line)
    {
        if (line.SetupUnitPrice is not { } setup || line.RecurringUnitPrice is not { } recurring)
            return "";
        var net = line.NetUnitPrice is { } price && price != recurring ? $"\u00A0; net {French.Monthly(price)}" : "";
        return $"L’unité\u00A0: FMS {French.Amount(setup)}, abo. {French.Monthly(recurring)}{net}";
    }

    private static string Consent(AcceptanceCondition condition, PricedAmendment outcome) => condition switch
    {
        AcceptanceCondition.Documents => AcceptanceTexts.Documents.French,
        AcceptanceCondition.LongerCommitment => AcceptanceTexts.LongerCommitment(outcome.Commitment.Extension!).French,
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition of no known kind."),
    };
}
