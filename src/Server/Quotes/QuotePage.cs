using MyOpenIP.Server.Pages;

namespace MyOpenIP.Server.Quotes;

/// <summary>Draws the sheet of a quote as one HTML page that needs no other file: for screens of any width, and for paper.</summary>
internal static class QuotePage
{
    /// <summary>The page.</summary>
    public static string Of(QuoteSheet sheet) => Html.Of(
        $"""
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>{sheet.Title}</title>
        <style>:root {"{"} --brand: {sheet.Seller?.Color ?? QuoteStyles.Neutral} {"}"}
        {new Html(QuotePageStyle.Css)}</style>
        </head>
        <body>
        <header>
        {Brand(sheet.Seller)}
        <h1>Devis <span>{sheet.Number}</span></h1>
        {Facts(sheet.Dates)}
        </header>
        <main>
        {Parties(sheet.Parties)}<section>
        <h2>Processus en cours : ajout / réduction</h2>
        <p class="offer">Offre : {sheet.OfferTitle}</p>
        {Facts(sheet.Offer)}
        <p class="legend">{sheet.Legend}</p>
        {Scrolled("Lignes du devis", Lines(sheet.Lines))}
        </section>
        {Amounts(sheet.Totals)}{Amounts(sheet.OneOff)}{All(sheet.Explanations, Explanation)}<section>
        <h2>{sheet.Documents.Title}</h2>
        {Files(sheet.Documents, ", version ")}
        <p><small>Empreinte du récapitulatif : <code>{sheet.Fingerprint}</code></small></p>
        </section>
        {Attachments(sheet.Attachments)}<section class="agreed">
        <h2>Bon pour accord</h2>
        <ul>
        {All(sheet.Consents, c => Html.Of($"<li>{c}</li>\n"))}</ul>
        <div class="signature"><p>Nom et qualité du signataire</p><p>Date</p><p>Signature</p></div>
        </section>
        </main>
        {Foot(sheet.Seller)}</body>
        </html>

        """).Text;

    private static Html Brand(Seller? seller) => seller switch
    {
        null => Html.Empty,
        { LogoImage.Length: > 0 } => Html.Of($"<img src=\"data:image/png;base64,{new Html(Convert.ToBase64String(seller.LogoImage))}\" alt=\"{seller.Brand}\">"),
        _ => Html.Of($"<p class=\"brand\">{seller.Brand}</p>"),
    };

    private static Html Parties(IReadOnlyList<SheetBlock> parties) => parties.Count == 0 ? Html.Empty : Html.Of(
        $"""
        <section class="parties" aria-label="Parties et sites">
        {All(parties, b => Html.Of($"<div><h2>{b.Title}</h2>{All(b.Lines, l => Html.Of($"<p>{l}</p>"))}</div>\n"))}</section>

        """);

    private static Html Explanation(SheetBlock block) => Html.Of($"<section>\n<h2>{block.Title}</h2>\n{All(block.Lines, l => Html.Of($"<p>{l}</p>\n"))}</section>\n");

    private static Html Attachments(SheetTable files) => files.Rows.Count == 0 ? Html.Empty : Html.Of($"<section>\n<h2>{files.Title}</h2>\n{Files(files, ", ")}\n</section>\n");

    /// <summary>What goes with the quote, each with its digest.</summary>
    private static Html Files(SheetTable files, string between) => Html.Of(
        $"<ul>\n{All(files.Rows, r => Html.Of($"<li>{r[0]}{between}{r[1]}<br><small>SHA-256 <code>{r[2]}</code></small></li>\n"))}</ul>");

    private static Html Foot(Seller? seller) => seller is null ? Html.Empty : Html.Of($"<footer><p>{$"{seller.LegalLine} {seller.Mentions}".TrimEnd()}</p></footer>\n");

    private static Html Facts(IReadOnlyList<SheetFact> facts) =>
        Html.Of($"<dl>{All(facts, f => Html.Of($"<div><dt>{f.Name}</dt><dd>{f.Value}</dd></div>"))}</dl>");

    private static Html Lines(IReadOnlyList<SheetLine> lines) => Html.Of(
        $"""
        <table class="lines">
        <thead><tr>{All(SheetLine.Heads, h => Html.Of($"<th scope=\"col\">{h}</th>"))}</tr></thead>
        <tbody>
        {All(lines, Line)}</tbody>
        </table>
        """);

    private static Html Line(SheetLine line)
    {
        var former = line.FormerMonthly is { } monthly ? Html.Of($"<s>{monthly}</s> ") : Html.Empty;
        var prices = line.UnitPrices.Length > 0 ? Html.Of($"<small>{line.UnitPrices}</small>") : Html.Empty;
        return Html.Of(
            $"<tr><th scope=\"row\">{line.Product}{prices}</th><td>{line.Initial}</td><td>{line.Change}</td><td>{line.Final}</td><td>{line.Setup}</td><td>{former}{line.Monthly}</td><td>{line.SetupDiscount}</td><td>{line.RecurringDiscount}</td></tr>\n");
    }

    private static Html Amounts(SheetTable table) => Html.Of(
        $"""
        <section>
        <h2>{table.Title}</h2>
        {Scrolled(table.Title, Html.Of($"<table class=\"amounts\">\n<thead><tr>{All(table.Columns, Head)}</tr></thead>\n<tbody>\n{All(table.Rows, Row)}</tbody>\n</table>"))}
        </section>

        """);

    private static Html Head(string head) => head.Length == 0 ? new("<td></td>") : Html.Of($"<th scope=\"col\">{head}</th>");

    private static Html Row(IReadOnlyList<string> row) => Html.Of($"<tr><th scope=\"row\">{row[0]}</th>{All(row.Skip(1), c => Html.Of($"<td>{c}</td>"))}</tr>\n");

    /// <summary>A table that is wider than the screen is moved by itself, by keys too.</summary>
    private static Html Scrolled(string name, Html table) => Html.Of($"<div class=\"scrolled\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">{table}</div>");

    private static Html All<T>(IEnumerable<T> parts, Func<T, Html> drawn) => new(string.Concat(parts.Select(p => drawn(p).Text)));
}
