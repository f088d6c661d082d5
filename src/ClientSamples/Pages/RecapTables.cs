using Google.Type;
using MyOpenIP.V1;

namespace MyOpenIP.ClientSamples.Pages;

/// <summary>The tables of a recap as HTML.</summary>
internal static class RecapTables
{
    /// <summary>The lines: a/ initial, b/ change, c/ final.</summary>
    public static string Lines(Recap recap, bool all) => Html.Table(
        "Lignes",
        ["Produit", "Initial", "Évolution", "Final", "FMS", "Abo/Récurrence", "Remise FMS", "Remise abo."],
        recap.Lines.Where(l => all || l.InitialQuantity + l.FinalQuantity > 0).Select(line => (string[])
        [
            Html.Text(line.ProductName), $"{line.InitialQuantity}", French.Change(line.ChangeQuantity), $"{line.FinalQuantity}",
            French.Euros(line.Setup), Monthly(line), French.Percent(line.SetupDiscountPercent), French.Percent(line.RecurringDiscountPercent),
        ]),
        amountsFrom: 1);

    /// <summary>Total HT, TVA, Total TTC.</summary>
    /// <param name="name">Of what, for who does not see where the table stands.</param>
    /// <param name="totals">The totals.</param>
    public static string Totals(string name, TotalsTable totals) => Html.Table(
        $"Totaux : {name}",
        ["", "FMS", "Abo/Récurrence", "Première période", "Frais de réduction anticipée"],
        [Row("Total HT", totals, c => c.Net), Row(Vat(totals), totals, c => c.VatTotal), Row("Total TTC", totals, c => c.Gross)],
        amountsFrom: 1);

    /// <summary>The former amount struck through beside the new one, where it moves.</summary>
    private static string Monthly(RecapLine line) => line.InitialQuantity == 0 || line.MonthlyBefore.Equals(line.MonthlyAfter)
        ? French.EurosPerMonth(line.MonthlyAfter)
        : $"<s>{French.EurosPerMonth(line.MonthlyBefore)}</s> {French.EurosPerMonth(line.MonthlyAfter)}";

    private static string[] Row(string name, TotalsTable totals, Func<ChargeTotal, Money> amount) =>
    [
        Html.Text(name), French.Euros(amount(totals.Setup)), French.EurosPerMonth(amount(totals.Recurring)),
        French.Euros(amount(totals.FirstPeriod)), French.Euros(amount(totals.EarlyReductionFee)),
    ];

    private static string Vat(TotalsTable totals) =>
        $"TVA {string.Join(", ", totals.Recurring.Vat.Select(v => French.Percent(v.RatePercent) is { Length: > 0 } percent ? percent : "0\u00a0%"))}";
}
