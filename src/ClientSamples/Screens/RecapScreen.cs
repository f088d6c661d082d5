using MyOpenIP.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MyOpenIP.ClientSamples.Screens;

/// <summary>The recap of an amendment: what was, what changes, what will be; and why.</summary>
internal static class RecapScreen
{
    /// <summary>The table of the lines and the totals of the whole offer, changes included.</summary>
    public static IRenderable Of(string offerName, Recap recap) => new Rows(
        Lines(offerName, recap),
        Totals("Total de la nouvelle offre", recap.WholeTotals),
        Totals("Dont ajout/réduction", recap.ChangeTotals));

    /// <summary>The reasons for every figure, in French.</summary>
    public static IRenderable Reasons(Recap recap)
    {
        var tree = new Tree("Pourquoi ces montants");
        foreach (var line in recap.Lines.Where(l => l.ChangeQuantity != 0))
        {
            var node = tree.AddNode(Markup.Escape(line.ProductName));
            foreach (var reason in line.Reasons)
                node.AddNode(Markup.Escape(reason.SentenceFr));
        }

        return tree;
    }

    /// <summary>What stands against the amendment, in French.</summary>
    public static IRenderable Violations(Recap recap) => new Rows(recap.Violations.Select(v =>
        new Markup($"[yellow]{Markup.Escape(v.Reason.ToString())}[/] {Markup.Escape(v.Description.Fr)}")));

    private static Table Lines(string offerName, Recap recap)
    {
        var table = new Table().Title(Markup.Escape(offerName))
            .AddColumns("Produit", "Initial", "Évolution", "Final", "FMS", "Abo/Récurrence", "Remise FMS", "Remise abo.");
        foreach (var line in recap.Lines)
            table.AddRow(
                Markup.Escape(line.ProductName),
                $"{line.InitialQuantity}",
                French.Change(line.ChangeQuantity),
                $"{line.FinalQuantity}",
                French.Euros(line.Setup),
                Recurring(line),
                French.Percent(line.SetupDiscountPercent),
                French.Percent(line.RecurringDiscountPercent));
        return table;
    }

    /// <summary>The old amount struck through beside the new one, where it moves.</summary>
    private static string Recurring(RecapLine line) => line.MonthlyBefore.Equals(line.MonthlyAfter)
        ? French.EurosPerMonth(line.MonthlyAfter)
        : $"[strikethrough]{French.EurosPerMonth(line.MonthlyBefore)}[/] {French.EurosPerMonth(line.MonthlyAfter)}";

    private static Table Totals(string title, TotalsTable totals)
    {
        var table = new Table().Title(title).AddColumns("", "FMS", "Abo/Récurrence", "Première période", "Frais de réduction anticipée");
        ChargeTotal[] charges = [totals.Setup, totals.Recurring, totals.FirstPeriod, totals.EarlyReductionFee];
        AddRow("Total HT", c => c.Net);
        AddRow($"TVA {French.Percent(totals.Recurring.Vat[0].RatePercent)}", c => c.VatTotal);
        AddRow("Total TTC", c => c.Gross);
        return table;

        void AddRow(string name, Func<ChargeTotal, Google.Type.Money> amount) => table.AddRow(
            [name, .. charges.Select((c, i) => i == 1 ? French.EurosPerMonth(amount(c)) : French.Euros(amount(c)))]);
    }
}
