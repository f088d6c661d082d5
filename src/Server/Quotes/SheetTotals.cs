using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Quotes;

/// <summary>The tables of totals: what is charged a month before and after, and what is charged once, with the VAT of each rate.</summary>
internal static class SheetTotals
{
    /// <summary>Setup and recurring, of the offer before, of the change, and of the whole.</summary>
    public static SheetTable Of(PricedAmendment outcome, Printed printed)
    {
        var (setup, monthly) = (printed.Words("FMS", "Setup"), printed.Words("Abo/Récurrence", "Monthly"));
        return new(
            printed.Words("Totaux", "Totals"),
            ["", $"a/\u00A0{monthly}", $"b/\u00A0{setup}", $"b/\u00A0{monthly}", $"c/\u00A0{setup}", $"c/\u00A0{monthly}"],
            Rows(
                outcome, printed,
                [
                    (outcome.InitialTotals.Recurring, true), (outcome.ChangeTotals.Setup, false), (outcome.ChangeTotals.Recurring, true),
                    (outcome.WholeTotals.Setup, false), (outcome.WholeTotals.Recurring, true),
                ]));
    }

    /// <summary>What is due once: setup, first period and fee, and whatever else the amendment charges.</summary>
    public static SheetTable OneOff(PricedAmendment outcome, Printed printed)
    {
        var kinds = outcome.WholeTotals.Kinds.Where(k => k.Kind != ChargeKind.Recurring).ToArray();
        return new(printed.Words("Montants dus une fois", "Due once"), ["", .. kinds.Select(k => Name(k.Kind, printed))], Rows(outcome, printed, [.. kinds.Select(k => (k.Total, false))]));
    }

    private static IReadOnlyList<string>[] Rows(PricedAmendment outcome, Printed printed, (Total Total, bool IsMonthly)[] totals) =>
    [
        [printed.Words("Total HT", "Total net"), .. totals.Select(t => Shown(t.Total.Net, t.IsMonthly, printed))],
        .. outcome.VatRates.Select(rate => (IReadOnlyList<string>)[RateName(rate, printed), .. totals.Select(t => Shown(VatAt(t.Total, rate), t.IsMonthly, printed))]),
        [printed.Words("Total TTC", "Total gross"), .. totals.Select(t => Shown(t.Total.Gross, t.IsMonthly, printed))],
    ];

    private static decimal VatAt(Total total, VatRate rate) =>
        total.Vat.Where(v => (v.RatePercent, v.Category, v.Mention) == (rate.RatePercent, rate.Category, rate.Mention)).Sum(v => v.Amount);

    private static string RateName(VatRate rate, Printed printed) => $"{printed.Words("TVA", "VAT")} {printed.Percent(rate.RatePercent)}{(rate.Mention.Length > 0 ? $" ({rate.Mention})" : "")}";

    private static string Shown(decimal amount, bool isMonthly, Printed printed) => isMonthly ? printed.Monthly(amount) : printed.Amount(amount);

    private static string Name(ChargeKind kind, Printed printed)
    {
        var words = printed.Code(kind.Code);
        return words[..1].ToUpperInvariant() + words[1..];
    }
}
