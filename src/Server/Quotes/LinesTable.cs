using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>Draws the lines of the recap; over several pages with its heads again and the sums carried.</summary>
internal sealed class LinesTable(PdfFlow flow, QuoteStyles styles)
{
    private const double CarryHeight = 15;
    private const int SetupColumn = 4;
    private const int MonthlyColumn = 5;

    private static readonly double[] Fixed = [40, 54, 40, 62, 78, 38, 38];

    private double[] Widths { get; } = [flow.Width - Fixed.Sum(), .. Fixed];

    /// <summary>Draws them.</summary>
    public void Draw(PdfTag structure, IReadOnlyList<SheetLine> lines)
    {
        flow.Need(60);
        var element = structure.Add("Table");
        TableCells.Heads(flow, styles, element.Add("THead").Add("TR"), SheetLine.Heads, Widths);
        var body = element.Add("TBody");
        var (setup, monthly) = (0m, 0m);
        foreach (var (i, line) in lines.Index())
        {
            var cell = Measure(line);
            if (!flow.HasRoom(cell.Height + (i < lines.Count - 1 ? CarryHeight : 0)))
                Turn(setup, monthly);
            Draw(body.Add("TR"), line, cell);
            (setup, monthly) = (setup + line.SetupNet, monthly + line.MonthlyNet);
        }
    }

    private void Turn(decimal setup, decimal monthly)
    {
        Carry("À reporter", setup, monthly);
        flow.Turn();
        TableCells.Heads(flow, styles, null, SheetLine.Heads, Widths);
        Carry("Report", setup, monthly);
    }

    /// <summary>The sums of the pages before: no row of the table, so nothing that a screen reader reads.</summary>
    private void Carry(string name, decimal setup, decimal monthly)
    {
        flow.Page.Draw(null, p => p.Rectangle(flow.Left, flow.Y, flow.Width, CarryHeight, styles.Ground));
        flow.Page.Text(null, styles.Strong, flow.Left + TableCells.Padding, flow.Y + 10.5, name);
        TableCells.Right(flow.Page, null, styles.Strong, XOf(SetupColumn), Widths[SetupColumn], flow.Y + 10.5, Printed.French.Amount(setup));
        TableCells.Right(flow.Page, null, styles.Strong, XOf(MonthlyColumn), Widths[MonthlyColumn], flow.Y + 10.5, Printed.French.Monthly(monthly));
        flow.Skip(CarryHeight);
    }

    private Cell Measure(SheetLine line)
    {
        var room = Widths[0] - (2 * TableCells.Padding);
        var (name, prices) = (styles.Text.Lines(line.Product, room), line.UnitPrices.Length == 0 ? [] : styles.Small.Lines(line.UnitPrices, room));
        var amounts = line.FormerMonthly is null ? 1 : 2;
        return new(name, prices, Math.Max((name.Count * 10.5) + (prices.Count * 9), amounts * 10.5) + 6);
    }

    private void Draw(PdfTag row, SheetLine line, Cell cell)
    {
        var top = flow.Y;
        flow.Page.Draw(null, p => p.Rectangle(flow.Left, top + cell.Height - 0.5, flow.Width, 0.5, styles.Rule));
        var head = row.Add("TH", "/O/Table/Scope/Row");
        foreach (var (i, text) in cell.Name.Index())
            flow.Page.Text(head, styles.Text, flow.Left + TableCells.Padding, top + 10.5 + (i * 10.5), text);
        foreach (var (i, text) in cell.Prices.Index())
            flow.Page.Text(head, styles.Small, flow.Left + TableCells.Padding, top + 9 + (cell.Name.Count * 10.5) + (i * 9), text);
        string[] cells = [line.Initial, line.Change, line.Final, line.Setup];
        foreach (var (i, text) in cells.Index())
            Right(row.Add("TD"), line.Change.Length > 0 && i is 1 or 2 ? styles.Strong : styles.Text, i + 1, top + 10.5, text);
        Monthly(row.Add("TD"), line, top);
        Right(row.Add("TD"), styles.Text, MonthlyColumn + 1, top + 10.5, line.SetupDiscount);
        Right(row.Add("TD"), styles.Text, MonthlyColumn + 2, top + 10.5, line.RecurringDiscount);
        flow.Skip(cell.Height);
    }

    /// <summary>The former amount struck through, and the new one under it.</summary>
    private void Monthly(PdfTag cell, SheetLine line, double top)
    {
        var (x, width) = (XOf(MonthlyColumn), Widths[MonthlyColumn]);
        if (line.FormerMonthly is not { } former)
        {
            Right(cell, styles.Text, MonthlyColumn, top + 10.5, line.Monthly);
            return;
        }
        var style = TableCells.Fitted(styles.Former, former, width - (2 * TableCells.Padding));
        TableCells.Right(flow.Page, cell.Add("Span", "/O/Layout/TextDecorationType/LineThrough"), style, x, width, top + 10.5, former);
        var length = style.WidthOf(former);
        flow.Page.Draw(null, p => p.Rectangle(x + width - TableCells.Padding - length, top + 10.5 - (style.Size * 0.28), length, 0.6, style.Color));
        Right(cell.Add("Span"), styles.Strong, MonthlyColumn, top + 21, line.Monthly);
    }

    private void Right(PdfTag tag, PdfStyle style, int column, double baseline, string text) =>
        TableCells.Right(flow.Page, tag, style, XOf(column), Widths[column], baseline, text);

    private double XOf(int column) => flow.Left + Widths.Take(column).Sum();

    /// <summary>A measured row.</summary>
    /// <param name="Name">The lines of its name.</param>
    /// <param name="Prices">The lines of its prices.</param>
    /// <param name="Height">Its height.</param>
    private sealed record Cell(IReadOnlyList<string> Name, IReadOnlyList<string> Prices, double Height);
}
