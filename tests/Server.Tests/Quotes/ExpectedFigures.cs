using System.Globalization;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Orders;

namespace MyOpenIP.Server.Tests.Quotes;

/// <summary>
/// The figures that a quote must show, from the recap, and its totals from the order that would be made of it: not from what
/// draws them. Written here a second time, as French documents write them.
/// </summary>
internal static class ExpectedFigures
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " ", NegativeSign = "-" };

    /// <summary>Runs of texts that follow each other, in this order.</summary>
    public static IEnumerable<string[]> Of(PricedAmendment outcome)
    {
        foreach (var line in outcome.Lines.Where(l => l.InitialQuantity + l.FinalQuantity > 0))
            yield return [.. Cells(line).Where(c => c.Length > 0)];
        foreach (var run in OfTotals(outcome))
            yield return run;
    }

    /// <summary>Those of its totals alone.</summary>
    public static IEnumerable<string[]> OfTotals(PricedAmendment outcome)
    {
        var whole = OrderCharges.Of(outcome).ToLookup(c => c.Kind, c => c.Net);
        yield return
        [
            Monthly(outcome.Lines.Sum(l => l.MonthlyBefore)), Euros(whole[Orders.ChargeKind.Setup].Sum()), Monthly(outcome.Lines.Sum(l => l.MonthlyChange)),
            Euros(whole[Orders.ChargeKind.Setup].Sum()), Monthly(whole[Orders.ChargeKind.Recurring].Sum()),
        ];
        yield return
        [
            Monthly(outcome.InitialTotals.Recurring.Gross), Euros(outcome.ChangeTotals.Setup.Gross), Monthly(outcome.ChangeTotals.Recurring.Gross),
            Euros(outcome.WholeTotals.Setup.Gross), Monthly(outcome.WholeTotals.Recurring.Gross),
        ];
        yield return
        [
            Euros(whole[Orders.ChargeKind.Setup].Sum()), Euros(whole[Orders.ChargeKind.FirstPeriod].Sum()), Euros(whole[Orders.ChargeKind.EarlyReductionFee].Sum()),
        ];
        foreach (var rate in outcome.VatRates)
            yield return [.. ((Total[])[outcome.WholeTotals.Setup, outcome.WholeTotals.FirstPeriod, outcome.WholeTotals.EarlyReductionFee])
                .Select(t => Euros(t.Vat.Where(v => v.RatePercent == rate.RatePercent && v.Category == rate.Category && v.Mention == rate.Mention).Sum(v => v.Amount)))];
        yield return [Euros(outcome.WholeTotals.Setup.Gross), Euros(outcome.WholeTotals.FirstPeriod.Gross), Euros(outcome.WholeTotals.EarlyReductionFee.Gross)];
    }

    /// <summary>Fails unless the texts hold all these runs, one after the other.</summary>
    public static void AssertIn(IReadOnlyList<string> texts, PricedAmendment outcome, string what) => AssertIn(texts, Of(outcome), what);

    /// <summary>The same of other runs.</summary>
    public static void AssertIn(IReadOnlyList<string> texts, IEnumerable<string[]> runs, string what)
    {
        var at = 0;
        foreach (var run in runs)
        {
            while (at + run.Length <= texts.Count && !Stands(run, texts, at))
                at++;
            Assert.True(at + run.Length <= texts.Count, $"{what} lacks, where it should be: {string.Join(" | ", run)}");
            at += run.Length;
        }
    }

    private static bool Stands(string[] run, IReadOnlyList<string> texts, int at)
    {
        for (var i = 0; i < run.Length; i++)
            if (texts[at + i] != run[i])
                return false;
        return true;
    }

    private static string[] Cells(PricedLine line) =>
    [
        line.InitialQuantity.ToString("#,##0", French),
        line.ChangeQuantity == 0 ? "" : line.ChangeQuantity.ToString("+#,##0;-#,##0", French),
        line.FinalQuantity.ToString("#,##0", French),
        Euros(line.Setup),
        line.InitialQuantity > 0 && line.MonthlyBefore != line.MonthlyAfter ? Monthly(line.MonthlyBefore) : "",
        Monthly(line.MonthlyAfter),
        Percent(line.SetupDiscountPercent),
        Percent(line.RecurringDiscountPercent),
    ];

    private static string Euros(decimal amount) => amount.ToString("#,##0.00", French) + " €";

    private static string Monthly(decimal amount) => Euros(amount) + "/mois";

    private static string Percent(decimal percent) => percent == 0m ? "" : percent.ToString("0.####", French) + " %";
}
