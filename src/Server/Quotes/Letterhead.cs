using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>The head and the foot of the pages of a document: whose it is, what it is, and which page of how many.</summary>
/// <param name="document">The document.</param>
/// <param name="styles">How it looks.</param>
/// <param name="seller">Whose it is; none: null.</param>
internal sealed class Letterhead(PdfDocument document, QuoteStyles styles, Seller? seller)
{
    /// <summary>Left margin; the right one is as wide.</summary>
    public const double Margin = 36;

    /// <summary>Where the foot of a page begins.</summary>
    public const double BodyEnd = 800;

    private const double WidestTitle = 300;

    /// <summary>Draws the head of a page: brand and title on the first, a line on the others.</summary>
    /// <param name="page">The page.</param>
    /// <param name="kind">What kind of document it is, in large letters.</param>
    /// <param name="number">Its number, or version.</param>
    /// <param name="title">Its title, on the further pages.</param>
    /// <returns>Where the body begins.</returns>
    public double Begin(PdfPage page, string kind, string number, string title)
    {
        if (document.Pages.Count > 1)
        {
            page.Text(null, styles.Small, Margin, 34, seller is null ? title : $"{seller.Brand} · {title}");
            page.Draw(null, p => p.Rectangle(Margin, 40, PdfPage.Width - (2 * Margin), 0.75, styles.Brand));
            return 52;
        }
        page.Draw(null, p => p.Rectangle(0, 0, PdfPage.Width, 6, styles.Brand));
        Brand(page);
        var head = document.Structure.Add("H1");
        RightAligned(page, head, TableCells.Fitted(styles.Title, kind, WidestTitle), 46, kind);
        RightAligned(page, head, styles.Heading with { Size = 13 }, 64, number);
        return 74;
    }

    /// <summary>Draws the foot of every page, once all are there.</summary>
    public void End()
    {
        foreach (var (i, page) in document.Pages.Index())
            Foot(page, Invariant($"Page {i + 1}/{document.Pages.Count}"));
    }

    private void Brand(PdfPage page)
    {
        if (seller is null)
            return;
        if (seller.LogoImage.Length > 0 && PdfImage.OfPng(seller.LogoImage) is { } logo)
        {
            var scale = Math.Min(40.0 / logo.Height, 200.0 / logo.Width);
            page.Draw(document.Structure.Add("Figure", alternative: seller.Brand), p => p.Image(logo, Margin, 26, logo.Width * scale, logo.Height * scale));
            return;
        }
        var style = TableCells.Fitted(styles.Name, seller.Brand, 300);
        page.Text(document.Structure.Add("P"), style, Margin, 50, seller.Brand);
    }

    private void Foot(PdfPage page, string number)
    {
        const int MostLines = 3;
        var width = PdfPage.Width - (2 * Margin);
        page.Draw(null, p => p.Rectangle(Margin, BodyEnd + 4, width, 0.5, styles.Rule));
        RightAligned(page, null, styles.Small, BodyEnd + 15, number);
        if (seller is null)
            return;
        var (style, text) = (styles.Small, $"{seller.LegalLine} {seller.Mentions}".TrimEnd());
        while (style.Lines(text, width - 60).Count > MostLines)
            style = style with { Size = style.Size - 0.25 };
        foreach (var (i, line) in style.Lines(text, width - 60).Index())
            page.Text(null, style, Margin, BodyEnd + 15 + (i * 9), line);
    }

    private static void RightAligned(PdfPage page, PdfTag? tag, PdfStyle style, double baseline, string text) =>
        page.Text(tag, style, PdfPage.Width - Margin - style.WidthOf(text), baseline, text);
}
