using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>How cells of tables are drawn: amounts to the right, never wider than their column.</summary>
internal static class TableCells
{
    /// <summary>Room at each side of a cell.</summary>
    public const double Padding = 4;

    private const double Smallest = 3;

    /// <summary>The style, smaller where the text would be wider than its room.</summary>
    public static PdfStyle Fitted(PdfStyle style, string text, double room)
    {
        var width = style.WidthOf(text);
        return width <= room ? style : style with { Size = Math.Max(Smallest, Math.Floor(style.Size * room / width * 20) / 20) };
    }

    /// <summary>Draws a text at the right of a column.</summary>
    public static void Right(PdfPage page, PdfTag? tag, PdfStyle style, double x, double width, double baseline, string text)
    {
        var fitted = Fitted(style, text, width - (2 * Padding));
        page.Text(tag, fitted, x + width - Padding - fitted.WidthOf(text), baseline, text);
    }

    /// <summary>Draws the heads of columns on the brand's colour.</summary>
    /// <returns>Their height.</returns>
    public static double Heads(PdfFlow flow, QuoteStyles styles, PdfTag? row, IReadOnlyList<string> heads, IReadOnlyList<double> widths, bool isOfWords = false)
    {
        var cells = heads.Select((h, i) => styles.Head.Lines(h, widths[i] - (2 * Padding))).ToArray();
        var height = (cells.Max(c => c.Count) * 9) + 7;
        flow.Page.Draw(null, p => p.Rectangle(flow.Left, flow.Y, flow.Width, height, styles.Brand));
        var x = flow.Left;
        foreach (var (i, lines) in cells.Index())
        {
            var tag = row?.Add(lines is [""] ? "TD" : "TH", lines is [""] ? "" : "/O/Table/Scope/Column");
            foreach (var (l, line) in lines.Index())
            {
                var baseline = flow.Y + 11 + (l * 9);
                if (i == 0 || isOfWords)
                    flow.Page.Text(tag, Fitted(styles.Head, line, widths[i] - (2 * Padding)), x + Padding, baseline, line);
                else
                    Right(flow.Page, tag, styles.Head, x, widths[i], baseline, line);
            }
            x += widths[i];
        }
        flow.Skip(height);
        return height;
    }
}
