using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>Draws a table of totals; it stays on one page.</summary>
internal sealed class AmountsTable(PdfFlow flow, QuoteStyles styles)
{
    private const double RowHeight = 13.5;
    private const double NameShare = 0.22;
    private const double WidestAmount = 118;

    /// <summary>Draws it.</summary>
    public void Draw(PdfTag structure, SheetTable table)
    {
        var amounts = table.Columns.Count - 1;
        var amount = Math.Min(WidestAmount, flow.Width * (1 - NameShare) / amounts);
        double[] widths = [flow.Width - (amounts * amount), .. Enumerable.Repeat(amount, amounts)];
        var names = table.Rows.Select(r => styles.Strong.Lines(r[0], widths[0] - (2 * TableCells.Padding))).ToArray();
        flow.Need(50 + names.Sum(n => HeightOf(n.Count)));
        flow.Page.Text(structure.Add("H2"), styles.Heading, flow.Left, flow.Y + 10, table.Title);
        flow.Skip(15);
        var element = structure.Add("Table");
        TableCells.Heads(flow, styles, element.Add("THead").Add("TR"), table.Columns, widths);
        var body = element.Add("TBody");
        foreach (var (i, row) in table.Rows.Index())
            Draw(body.Add("TR"), row, names[i], widths, isLast: i == table.Rows.Count - 1);
    }

    private void Draw(PdfTag element, IReadOnlyList<string> row, IReadOnlyList<string> name, double[] widths, bool isLast)
    {
        var height = HeightOf(name.Count);
        flow.Page.Draw(null, p =>
        {
            if (isLast)
                p.Rectangle(flow.Left, flow.Y, flow.Width, height, styles.Ground);
            p.Rectangle(flow.Left, flow.Y + height - 0.5, flow.Width, 0.5, styles.Rule);
        });
        var head = element.Add("TH", "/O/Table/Scope/Row");
        foreach (var (l, line) in name.Index())
            flow.Page.Text(head, isLast ? styles.Strong : styles.Text, flow.Left + TableCells.Padding, flow.Y + 9.5 + (l * 10), line);
        var x = flow.Left + widths[0];
        for (var i = 1; i < row.Count; x += widths[i++])
            TableCells.Right(flow.Page, element.Add("TD"), isLast ? styles.Strong : styles.Text, x, widths[i], flow.Y + 9.5, row[i]);
        flow.Skip(height);
    }

    private static double HeightOf(int lines) => RowHeight + ((lines - 1) * 10);
}
