using MyOpenIP.Server.PdfWriting;

namespace MyOpenIP.Server.Quotes;

/// <summary>Draws the sheet of a quote on A4 pages.</summary>
internal sealed class QuotePdf
{
    private const double Gap = 8;
    private const double Field = 42;

    /// <summary>Most room that is kept free for what is accepted and its signature: where there are many files, they go over pages.</summary>
    private const double LargestTogether = 400;

    private readonly QuoteSheet sheet;
    private readonly QuoteStyles styles;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PdfFlow flow;

    private QuotePdf(QuoteSheet sheet)
    {
        (this.sheet, styles) = (sheet, new(sheet.Seller?.Color ?? QuoteStyles.Neutral));
        document = new(new(sheet.Title, sheet.Seller?.Name ?? "", sheet.Subject, sheet.IssuedAt));
        letterhead = new(document, styles, sheet.Seller);
        flow = new(document, Letterhead.Margin, Letterhead.BodyEnd, page => letterhead.Begin(page, "Devis", sheet.Number, sheet.Title));
    }

    private PdfTag Structure => document.Structure;

    /// <summary>The file. The same sheet is the same bytes.</summary>
    public static byte[] Of(QuoteSheet sheet)
    {
        var quote = new QuotePdf(sheet);
        quote.Draw();
        return quote.document.ToFile();
    }

    private void Draw()
    {
        Facts(sheet.Dates, columns: 3);
        Parties();
        flow.Skip(4);
        Heading("Processus en cours : ajout / réduction");
        flow.Paragraph(Structure.Add("P"), styles.Strong, $"Offre : {sheet.OfferTitle}");
        flow.Skip(3);
        Facts(sheet.Offer, columns: 3);
        flow.Paragraph(Structure.Add("P"), styles.Small, sheet.Legend);
        flow.Skip(3);
        new LinesTable(flow, styles).Draw(Structure, sheet.Lines);
        foreach (var table in (SheetTable[])[sheet.Totals, sheet.OneOff])
        {
            flow.Skip(Gap);
            new AmountsTable(flow, styles).Draw(Structure, table);
        }
        Explanations();
        // A signature does not stand alone on a page: what is accepted by it goes with it.
        flow.Need(Math.Min(HeightOf(sheet.Documents) + HeightOf(sheet.Attachments) + 12 + SignatureHeight, LargestTogether));
        Files(sheet.Documents, DocumentName);
        flow.Skip(2);
        flow.Paragraph(Structure.Add("P"), styles.Small, $"Empreinte du récapitulatif : {sheet.Fingerprint}");
        if (sheet.Attachments.Rows.Count > 0)
            Files(sheet.Attachments, AttachmentName);
        Signature();
        letterhead.End();
    }

    /// <summary>Names with their values, in columns.</summary>
    private void Facts(IReadOnlyList<SheetFact> facts, int columns)
    {
        var width = flow.Width / columns;
        foreach (var row in facts.Chunk(columns))
        {
            var cells = row.Select(f => styles.Text.Lines($"{f.Name}\u00A0: {f.Value}", width - 8)).ToArray();
            var height = cells.Max(c => c.Count) * 11;
            flow.Need(height);
            foreach (var (i, lines) in cells.Index())
            {
                var tag = Structure.Add("P");
                foreach (var (l, line) in lines.Index())
                    flow.Page.Text(tag, styles.Text, flow.Left + (i * width), flow.Y + 8.5 + (l * 11), line);
            }
            flow.Skip(height);
        }
        flow.Skip(5);
    }

    /// <summary>Whom and what it names, three beside each other.</summary>
    private void Parties()
    {
        const int Columns = 3;
        const double Between = 8;
        const double Leading = 9.75;
        var width = (flow.Width - ((Columns - 1) * Between)) / Columns;
        foreach (var row in sheet.Parties.Chunk(Columns))
        {
            var blocks = row.Select(block => (block.Title, Lines: block.Lines.SelectMany(l => styles.Block.Lines(l, width - 12)).ToArray())).ToArray();
            var height = 19 + (blocks.Max(b => b.Lines.Length) * Leading);
            flow.Need(height);
            foreach (var (i, (title, lines)) in blocks.Index())
            {
                var x = flow.Left + (i * (width + Between));
                flow.Page.Draw(null, p =>
                {
                    p.Rectangle(x, flow.Y, width, height, styles.Ground);
                    p.Rectangle(x, flow.Y, 2, height, styles.Brand);
                });
                flow.Page.Text(Structure.Add("H2"), styles.Heading with { Size = 8.5 }, x + 7, flow.Y + 11, title);
                var tag = Structure.Add("P");
                foreach (var (l, line) in lines.Index())
                    flow.Page.Text(tag, styles.Block, x + 7, flow.Y + 22 + (l * Leading), line);
            }
            flow.Skip(height + 5);
        }
    }

    /// <summary>What explains the figures: a small title, and its sentences.</summary>
    private void Explanations()
    {
        Heading("Précisions");
        foreach (var block in sheet.Explanations)
        {
            flow.Need(26);
            flow.Paragraph(Structure.Add("H3"), styles.Strong, block.Title);
            foreach (var line in block.Lines)
                flow.Paragraph(Structure.Add("P"), styles.Text, line);
            flow.Skip(2.5);
        }
    }

    private void Heading(string title)
    {
        flow.Skip(Gap - 3);
        // A title does not stand alone at the foot of a page.
        flow.Need(40);
        flow.Page.Text(Structure.Add("H2"), styles.Heading, flow.Left, flow.Y + 10, title);
        flow.Skip(15);
    }

    private static string DocumentName(IReadOnlyList<string> row) => $"{row[0]}, version {row[1]}";

    private static string AttachmentName(IReadOnlyList<string> row) => $"{row[0]}, {row[1]}";

    private static string Digest(IReadOnlyList<string> row) => $"SHA-256 {row[2]}";

    /// <summary>Room that files take, each on one line.</summary>
    private static double HeightOf(SheetTable files) => files.Rows.Count == 0 ? 0 : 20 + (files.Rows.Count * 11);

    /// <summary>What goes with the quote, each with its digest.</summary>
    private void Files(SheetTable files, Func<IReadOnlyList<string>, string> named)
    {
        Heading(files.Title);
        var list = Structure.Add("L");
        foreach (var row in files.Rows)
        {
            var body = list.Add("LI").Add("LBody");
            var (document, digest) = (named(row), Digest(row));
            if (styles.Block.WidthOf(document) + styles.Small.WidthOf(digest) + 6 > flow.Width)
            {
                flow.Paragraph(body, styles.Block, document);
                flow.Paragraph(body, styles.Small, digest);
                continue;
            }
            flow.Need(11);
            flow.Page.Text(body, styles.Block, flow.Left, flow.Y + 8, document);
            flow.Page.Text(body, styles.Small, flow.Left + flow.Width - styles.Small.WidthOf(digest), flow.Y + 8, digest);
            flow.Skip(11);
        }
    }

    private IReadOnlyList<string>[] ConsentLines => [.. sheet.Consents.Select(c => styles.Text.Lines(c, flow.Width - 16))];

    private double SignatureHeight => 30 + ConsentLines.Sum(c => (c.Count * 11) + 4) + Field;

    private void Signature()
    {
        const double Square = 7;
        var consents = ConsentLines;
        flow.Need(SignatureHeight);
        Heading("Bon pour accord");
        foreach (var lines in consents)
        {
            var tag = Structure.Add("P");
            flow.Page.Draw(null, page => page.Frame(flow.Left, flow.Y + 1.5, Square, Square, styles.Brand));
            foreach (var (i, line) in lines.Index())
                flow.Page.Text(tag, styles.Text, flow.Left + 14, flow.Y + 8.5 + (i * 11), line);
            flow.Skip((lines.Count * 11) + 4);
        }
        string[] fields = ["Nom et qualité du signataire", "Date", "Signature"];
        double[] widths = [0.4, 0.2, 0.4];
        var x = flow.Left;
        foreach (var (field, share) in fields.Zip(widths))
        {
            var width = share * flow.Width;
            var frame = width - (field == fields[^1] ? 0 : 6);
            flow.Page.Draw(null, p => p.Frame(x, flow.Y, frame, Field, styles.Rule));
            flow.Page.Text(Structure.Add("P"), styles.Small, x + 5, flow.Y + 10, field);
            x += width;
        }
        flow.Skip(Field);
    }
}
