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
    /// <param name="printed">The language; null: French, in which it binds.</param>
    public static QuoteSheet Of(Quote quote, Priced priced, StoredParties? parties, IReadOnlyList<Attachment> attachments, Printed? printed = null)
    {
        printed ??= Printed.French;
        var (outcome, contract) = (priced.Outcome, priced.Request.Contract);
        return new QuoteSheet
        {
            Printed = printed,
            Number = ResourceNames.PrintedQuote(quote.AmendmentNumber, quote.Revision),
            IssuedAt = quote.IssuedAt,
            Seller = parties is null ? null : QuoteParties.ToSeller(parties.Seller),
            Dates = Dates(quote, printed),
            Parties = parties is null ? [] : PartiesBlocks.Of(parties, printed),
            OfferTitle = parties is null ? $"{printed.Words("Offre contractée", "Contracted offer")} {contract.Reference}" : $"{parties.Offer.Name} [{contract.Reference}]",
            Offer = [.. parties is null ? [new SheetFact(printed.Words("Réf.", "Ref."), contract.Reference)] : PartiesBlocks.Facts(parties.Offer, printed), .. Terms(priced, printed)],
            Lines = [.. outcome.Lines.Where(l => l.InitialQuantity != 0 || l.FinalQuantity != 0).Select(l => Line(l, printed))],
            Totals = SheetTotals.Of(outcome, printed),
            OneOff = SheetTotals.OneOff(outcome, printed),
            Explanations = SheetExplanations.Of(priced, printed),
            Documents = new(
                printed.Words("Documents contractuels", "Contractual documents"), ["Document", "Version", printed.Words("Empreinte SHA-256", "SHA-256 digest")],
                [.. quote.Documents.Select(d => (string[])[d.Title, d.Version, d.Sha256])], IsOfWords: true),
            Attachments = new(
                printed.Words("Pièces jointes", "Attachments"), [printed.Words("Nom", "Name"), printed.Words("Taille", "Size"), printed.Words("Empreinte SHA-256", "SHA-256 digest")],
                [.. attachments.Select(a => (string[])[a.FileName, $"{printed.Quantity(a.Size)} {printed.Words("octets", "bytes")}", a.Sha256])], IsOfWords: true),
            Consents = [.. outcome.AcceptanceConditions.Select(condition => Consent(condition, outcome, printed))],
            Fingerprint = quote.Fingerprint,
        };
    }

    private static SheetFact[] Dates(Quote quote, Printed printed) =>
    [
        new(printed.Words("Devis établi le", "Quote issued on"), printed.Instant(quote.IssuedAt)),
        // What no longer binds from midnight on is valid to the end of the day before.
        new(printed.Words("Valable jusqu’au", "Valid until"), $"{printed.Day(ParisTime.DayOf(quote.ExpiresAt.AddTicks(-1)))} {printed.Words("inclus", "inclusive")}"),
        new(printed.Words("Date d’effet", "Effective date"), printed.Day(quote.EffectiveDate)),
    ];

    private static IEnumerable<SheetFact> Terms(Priced priced, Printed printed)
    {
        var (outcome, contract) = (priced.Outcome, priced.Request.Contract);
        yield return new(printed.Words("État", "State"), printed.Code(contract.State.ToString()) is var state ? char.ToUpperInvariant(state[0]) + state[1..] : "");
        if (outcome.Commitment.Before == outcome.Commitment.After)
            yield return new(printed.Words("Engagement", "Commitment"), Commitment(outcome.Commitment.Before, printed));
        else
        {
            yield return new(printed.Words("Engagement avant", "Commitment before"), Commitment(outcome.Commitment.Before, printed));
            yield return new(printed.Words("Engagement après", "Commitment after"), Commitment(outcome.Commitment.After, printed));
        }
    }

    private static string Commitment(Commitment? commitment, Printed printed) => commitment is null
        ? printed.Words("Aucun", "None")
        : printed.Words(
            $"{printed.Months(commitment.TermMonths)}, du {printed.Day(commitment.Start)} au {printed.Day(commitment.LastDay)} inclus",
            $"{printed.Months(commitment.TermMonths)}, from {printed.Day(commitment.Start)} to {printed.Day(commitment.LastDay)} inclusive");

    private static SheetLine Line(PricedLine line, Printed printed) => new()
    {
        Product = line.ProductName,
        UnitPrices = UnitPrices(line, printed),
        Initial = printed.Quantity(line.InitialQuantity),
        Change = printed.Change(line.ChangeQuantity),
        Final = printed.Quantity(line.FinalQuantity),
        Setup = printed.Amount(line.Setup),
        FormerMonthly = line.InitialQuantity > 0 && line.MonthlyBefore != line.MonthlyAfter ? printed.Monthly(line.MonthlyBefore) : null,
        Monthly = printed.Monthly(line.MonthlyAfter),
        SetupDiscount = printed.PercentOrNothing(line.SetupDiscountPercent),
        RecurringDiscount = printed.PercentOrNothing(line.RecurringDiscountPercent),
        SetupNet = line.Setup,
        MonthlyNet = line.MonthlyAfter,
    };

    /// <summary>Today's prices of a unit, and what it costs after its discounts; nothing of what has no tariff.</summary>
    private static string UnitPrices(PricedLine line, Printed printed)
    {
        if (line.SetupUnitPrice is not { } setup || line.RecurringUnitPrice is not { } recurring)
            return "";
        var net = line.NetUnitPrice is { } price && price != recurring ? $"{printed.Words("\u00A0;", ";")} net {printed.Monthly(price)}" : "";
        return printed.Words($"L’unité\u00A0: FMS {printed.Amount(setup)}, abo. {printed.Monthly(recurring)}{net}", $"Each: setup {printed.Amount(setup)}, {printed.Monthly(recurring)}{net}");
    }

    private static string Consent(AcceptanceCondition condition, PricedAmendment outcome, Printed printed) => condition switch
    {
        AcceptanceCondition.Documents => printed.Words(AcceptanceTexts.Documents),
        AcceptanceCondition.LongerCommitment => printed.Words(AcceptanceTexts.LongerCommitment(outcome.Commitment.Extension!)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition of no known kind."),
    };
}
