using MyOpenIP.Server.PdfWriting;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.PriceLists;

/// <summary>Draws the products of an offer with their prices; over several pages with its heads again, and the product's name.</summary>
internal sealed class PricesTable(PdfFlow flow, QuoteStyles styles)
{
    private const double RowHeight = 13;

    private static readonly double[] Fixed = [118, 78, 62, 84];

    private double[] Widths { get; } = [flow.Width - Fixed.Sum(), .. Fixed];

    /// <summary>Draws them.</summary>
    public void Draw(PdfTag structure, IReadOnlyList<ProductPrices> products)
    {
        var element = structure.Add("Table");
        TableCells.Heads(flow, styles, element.Add("THead").Add("TR"), PriceListSheet.Heads, Widths);
        var body = element.Add("TBody");
        foreach (var product in products)
            Draw(body, product);
        // Nothing of a table without rows is a table.
        if (products.Count == 0)
            body.Add("TR").Add("TD");
    }

    private void Draw(PdfTag body, ProductPrices product)
    {
        var room = Widths[0] - (2 * TableCells.Padding);
        var (name, terms) = (styles.Text.Lines(product.Name, room), product.Terms.Length == 0 ? [] : styles.Small.Lines(Printed.French.Sentence(product.Terms), room));
        // The name stands beside the first prices; where it is longer than they are, the next product waits for its end.
        var height = (name.Count * 10.5) + (terms.Count * 9) + 4;
        if (!flow.HasRoom(Math.Max(height, RowHeight)))
            Turn([]);
        var top = flow.Y;
        foreach (var (i, price) in product.Prices.Index())
        {
            if (i > 0 && !flow.HasRoom(RowHeight))
            {
                Rule();
                Turn(name);
                (top, height) = (flow.Y, name.Count * 10.5);
            }
            var row = body.Add("TR");
            if (i == 0)
                Name(row.Add("TH", Invariant($"/O/Table/Scope/Row/RowSpan {product.Prices.Count}")), name, terms);
            string[] cells = [price.Validity, price.Units, price.Setup, price.Monthly];
            foreach (var (c, text) in cells.Index())
                TableCells.Right(flow.Page, row.Add("TD"), styles.Text, flow.Left + Widths.Take(c + 1).Sum(), Widths[c + 1], flow.Y + 9.5, text);
            flow.Skip(RowHeight);
        }
        flow.Skip(Math.Max(0, top + height - flow.Y));
        Rule();
    }

    private void Name(PdfTag tag, IReadOnlyList<string> name, IReadOnlyList<string> terms)
    {
        foreach (var (l, line) in name.Index())
            flow.Page.Text(tag, styles.Text, flow.Left + TableCells.Padding, flow.Y + 9.5 + (l * 10.5), line);
        foreach (var (l, line) in terms.Index())
            flow.Page.Text(tag, styles.Small, flow.Left + TableCells.Padding, flow.Y + 8.5 + (name.Count * 10.5) + (l * 9), line);
    }

    private void Rule() => flow.Page.Draw(null, p => p.Rectangle(flow.Left, flow.Y - 0.5, flow.Width, 0.5, styles.Rule));

    /// <summary>Begins a page: heads and name again, for who looks; a screen reader has them already.</summary>
    private void Turn(IReadOnlyList<string> name)
    {
        flow.Turn();
        TableCells.Heads(flow, styles, null, PriceListSheet.Heads, Widths);
        foreach (var (l, line) in name.Index())
            flow.Page.Text(null, styles.Text, flow.Left + TableCells.Padding, flow.Y + 9.5 + (l * 10.5), line);
    }
}
