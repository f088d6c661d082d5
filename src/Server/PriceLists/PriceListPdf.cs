using MyOpenIP.Server.PdfWriting;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.PriceLists;

/// <summary>Draws a price list on A4 pages. It bears no moment: the same version is the same bytes.</summary>
internal sealed class PriceListPdf
{
    private readonly PriceListSheet sheet;
    private readonly QuoteStyles styles;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PdfFlow flow;

    private PriceListPdf(PriceListSheet sheet)
    {
        (this.sheet, styles) = (sheet, new(sheet.Seller.Color));
        var (version, title) = ($"Version {sheet.Version}", $"{sheet.Title}, version {sheet.Version}");
        document = new(new(title, sheet.Seller.Name, sheet.Title, null));
        letterhead = new(document, styles, sheet.Seller);
        flow = new(document, Letterhead.Margin, Letterhead.BodyEnd, page => letterhead.Begin(page, sheet.Title, version, title));
    }

    private PdfTag Structure => document.Structure;

    /// <summary>The file. The same price list is the same bytes.</summary>
    public static byte[] Of(PriceListSheet sheet)
    {
        var list = new PriceListPdf(sheet);
        list.Draw();
        return list.document.ToFile();
    }

    private void Draw()
    {
        flow.Skip(6);
        foreach (var sentence in PriceListSheet.Conventions)
            flow.Paragraph(Structure.Add("P"), styles.Text, Printed.French.Sentence(sentence));
        var table = new PricesTable(flow, styles);
        foreach (var offer in sheet.Offers)
        {
            Head(offer);
            table.Draw(Structure, offer.Products);
            flow.Skip(offer.Discounts.Count > 0 ? 3 : 0);
            foreach (var sentence in offer.Discounts)
                flow.Paragraph(Structure.Add("P"), styles.Text, Printed.French.Sentence(sentence));
        }
        letterhead.End();
    }

    private void Head(OfferPrices offer)
    {
        flow.Skip(10);
        // The name of an offer does not stand alone at the foot of a page.
        flow.Need(90);
        flow.Paragraph(Structure.Add("H2"), styles.Heading, offer.Name);
        flow.Paragraph(Structure.Add("P"), styles.Small, string.Join(" · ", offer.Facts.Select(f => $"{f.Name}\u00A0: {f.Value}")));
        flow.Skip(3);
    }
}
