using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MyOpenIP.Server.Quotes;

/// <summary>Draws the sheet of a quote as one HTML page that needs no other file: for screens of any width, and for paper.</summary>
internal sealed class QuotePage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder page = new();

    private QuotePage()
    {
    }

    /// <summary>The page.</summary>
    public static string Of(QuoteSheet sheet)
    {
        var quote = new QuotePage();
        quote.Draw(sheet);
        return quote.page.ToString();
    }

    private void Draw(QuoteSheet sheet)
    {
        Add($"""
            <!doctype html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{Text(sheet.Title)}</title>
            <style>:root {"{"} --brand: {Text(sheet.Seller?.Color ?? QuoteStyles.Neutral)} {"}"}
            {QuotePageStyle.Css}</style>
            </head>
            <body>
            <header>
            {Brand(sheet.Seller)}
            <h1>Devis <span>{Text(sheet.Number)}</span></h1>
            {Facts(sheet.Dates)}
            </header>
            <main>

            """);
        if (sheet.Parties.Count > 0)
            Add($"""
                <section class="parties" aria-label="Parties et sites">
                {string.Concat(sheet.Parties.Select(b => $"<div><h2>{Text(b.Title)}</h2>{string.Concat(b.Lines.Select(l => $"<p>{Text(l)}</p>"))}</div>\n"))}</section>

                """);
        Add($"""
            <section>
            <h2>Processus en cours : ajout / réduction</h2>
            <p class="offer">Offre : {Text(sheet.OfferTitle)}</p>
            {Facts(sheet.Offer)}
            <p class="legend">{Text(string.Join(" · ", SheetLine.Legend))}</p>
            {Scrolled("Lignes du devis", Lines(sheet.Lines))}
            </section>
            {Amounts(sheet.Totals)}{Amounts(sheet.OneOff)}
            """);
        foreach (var block in sheet.Explanations)
            Add($"<section>\n<h2>{Text(block.Title)}</h2>\n{string.Concat(block.Lines.Select(l => $"<p>{Text(l)}</p>\n"))}</section>\n");
        Add($"""
            <section>
            <h2>{Text(sheet.Documents.Title)}</h2>
            <ul>
            {string.Concat(sheet.Documents.Rows.Select(r => $"<li>{Text(r[0])}, version {Text(r[1])}<br><small>SHA-256 <code>{Text(r[2])}</code></small></li>\n"))}</ul>
            <p><small>Empreinte du récapitulatif : <code>{Text(sheet.Fingerprint)}</code></small></p>
            </section>
            <section class="agreed">
            <h2>Bon pour accord</h2>
            <ul>
            {string.Concat(sheet.Consents.Select(c => $"<li>{Text(c)}</li>\n"))}</ul>
            <div class="signature"><p>Nom et qualité du signataire</p><p>Date</p><p>Signature</p></div>
            </section>
            </main>
            {Foot(sheet.Seller)}</body>
            </html>

            """);
    }

    private static string Brand(Seller? seller) => seller switch
    {
        null => "",
        { LogoImage.Length: > 0 } => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(seller.LogoImage)}\" alt=\"{Text(seller.Brand)}\">",
        _ => $"<p class=\"brand\">{Text(seller.Brand)}</p>",
    };

    private static string Foot(Seller? seller) => seller is null ? "" : $"<footer><p>{Text($"{seller.LegalLine} {seller.Mentions}".TrimEnd())}</p></footer>\n";

    private static string Facts(IReadOnlyList<SheetFact> facts) =>
        $"<dl>{string.Concat(facts.Select(f => $"<div><dt>{Text(f.Name)}</dt><dd>{Text(f.Value)}</dd></div>"))}</dl>";

    private static string Lines(IReadOnlyList<SheetLine> lines) =>
        $"""
        <table class="lines">
        <thead><tr>{string.Concat(SheetLine.Heads.Select(h => $"<th scope=\"col\">{Text(h)}</th>"))}</tr></thead>
        <tbody>
        {string.Concat(lines.Select(Line))}</tbody>
        </table>
        """;

    private static string Line(SheetLine line)
    {
        var former = line.FormerMonthly is { } monthly ? $"<s>{Text(monthly)}</s> " : "";
        var prices = line.UnitPrices.Length > 0 ? $"<small>{Text(line.UnitPrices)}</small>" : "";
        return $"<tr><th scope=\"row\">{Text(line.Product)}{prices}</th>"
            + $"<td>{Text(line.Initial)}</td><td>{Text(line.Change)}</td><td>{Text(line.Final)}</td><td>{Text(line.Setup)}</td>"
            + $"<td>{former}{Text(line.Monthly)}</td><td>{Text(line.SetupDiscount)}</td><td>{Text(line.RecurringDiscount)}</td></tr>\n";
    }

    private static string Amounts(SheetTable table) =>
        $"""
        <section>
        <h2>{Text(table.Title)}</h2>
        {Scrolled(table.Title, $"<table class=\"amounts\">\n<thead><tr>{string.Concat(table.Columns.Select(Head))}</tr></thead>\n<tbody>\n{string.Concat(table.Rows.Select(Row))}</tbody>\n</table>")}
        </section>

        """;

    private static string Head(string head) => head.Length == 0 ? "<td></td>" : $"<th scope=\"col\">{Text(head)}</th>";

    private static string Row(IReadOnlyList<string> row) =>
        $"<tr><th scope=\"row\">{Text(row[0])}</th>{string.Concat(row.Skip(1).Select(c => $"<td>{Text(c)}</td>"))}</tr>\n";

    /// <summary>A table that is wider than the screen is moved by itself, by keys too.</summary>
    private static string Scrolled(string name, string table) => $"<div class=\"scrolled\" role=\"region\" aria-label=\"{Text(name)}\" tabindex=\"0\">{table}</div>";

    private static string Text(string text) => Encoder.Encode(text);

    private void Add(string html) => page.Append(html);
}
