using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Quotes;

/// <summary>The tables of totals: what is charged a month before and after, and what is charged once, with the VAT of each rate.</summary>
internal static class SheetTotals
{
    /// <summary>Setup and recurring, of the offer before, of the change, and of the whole.</summary>
    public static SheetTable Of(PricedAmendment outcome) => new(
        "Totaux",
        ["", "a/\u00A0Abo/Récurrence", "b/\u00A0FMS", "b/\u00A0Abo/Récurrence", "c/\u00A0FMS", "c/\u00A0Abo/Récurrence"],
        Rows(
            outcome,
            [
                (outcome.InitialTotals.Recurring, true), (outcome.ChangeTotals.Setup, false), (outcome.ChangeTotals.Recurring, true),
                (outcome.WholeTotals.Setup, false), (outcome.WholeTotals.Recurring, true),
            ]));

    /// <summary>What is due once: setup, first period and fee, and whatever else the amendment charges.</summary>
    public static SheetTable OneOff(PricedAmendment outcome)
    {
        var kinds = outcome.WholeTotals.Kinds.Where(k => k.Kind != ChargeKind.Recurring).ToArray();
        return new("Montants dus une fois", ["", .. kinds.Select(k => Name(k.Kind))], Rows(outcome, [.. kinds.Select(k => (k.Total, false))]));
    }

    private static IReadOnlyList<string>[] Rows(PricedAmendment outcome, (Total Total, bool IsMonthly)[] totals) =>
    [
        ["Total HT", .. totals.Select(t => Shown(t.Total.Net, t.IsMonthly))],
        .. outcome.VatRates.Select(rate => (IReadOnlyList<string>)[RateName(rate), .. totals.Select(t => Shown(VatAt(t.Total, rate), t.IsMonthly))]),
        ["Total TTC", .. totals.Select(t => Shown(t.Total.Gross, t.IsMonthly))],
    ];

    private static decimal VatAt(Total total, VatRate rate) =>
        total.Vat.Where(v => (v.RatePercent, v.Category, v.Mention) == (rate.RatePercent, rate.Category, rate.Mention)).Sum(v => v.Amount);

    private static string RateName(VatRate rate) => $"TVA {French.Percent(rate.RatePercent)}{(rate.Mention.Length > 0 ? $" ({rate.Mention})" : "")}";

    private static string Shown(decimal amount, bool isMonthly) => isMonthly ? French.Monthly(amount) : French.Amount(amount);

    private static string Name(ChargeKind kind)
    {
        var words = Explanation.Text(Operand.Code("", kind.Code), Language.French);
        return words[..1].ToUpperInvariant() + words[1..];
    }
}
