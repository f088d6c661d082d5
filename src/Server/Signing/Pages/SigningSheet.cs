using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>Draws the sheet of a quote on the page of its signer: what the PDF and the page of the quote draw.</summary>
internal static class SigningSheet
{
    /// <summary>What changes and what it costs.</summary>
    public static Html Of(QuoteSheet sheet, SigningTexts texts) => Html.Of(
        $"""
        <section aria-labelledby="changes">
        <h2 id="changes">{texts.WhatChanges}</h2>
        <p><strong lang="fr">{sheet.OfferTitle}</strong></p>
        {Facts([.. sheet.Dates, .. sheet.Offer])}
        <p class="small">{sheet.Legend}</p>
        {Scrolled(sheet.Number, Lines(sheet.Lines, texts))}
        </section>
        {Amounts(sheet.Totals)}
        {Amounts(sheet.OneOff)}
        {Joined(sheet.Explanations, Block)}
        {Parties(sheet, texts)}
        """);

    /// <summary>A text for each of some things, one below the other.</summary>
    public static Html Joined<T>(IEnumerable<T> parts, Func<T, Html> drawn) => new(string.Join('\n', parts.Select(p => drawn(p).Text)));

    private static Html Parties(QuoteSheet sheet, SigningTexts texts) => sheet.Parties.Count == 0 ? Html.Empty : Html.Of(
        $"""
        <section aria-labelledby="parties">
        <h2 id="parties">{texts.Parties}</h2>
        <div class="parties">
        {Joined(sheet.Parties, p => Html.Of($"<div><h3>{p.Title}</h3>{Joined(p.Lines, l => Html.Of($"<p>{l}</p>"))}</div>"))}
        </div>
        </section>
        """);

    private static Html Block(SheetBlock block) => Html.Of($"<section><h2>{block.Title}</h2>{Joined(block.Lines, l => Html.Of($"<p>{l}</p>"))}</section>");

    private static Html Facts(IEnumerable<SheetFact> facts) =>
        Html.Of($"<dl>{Joined(facts, f => Html.Of($"<div><dt>{f.Name}</dt><dd>{f.Value}</dd></div>"))}</dl>");

    private static Html Lines(IReadOnlyList<SheetLine> lines, SigningTexts texts) => Html.Of(
        $"""
        <table class="lines">
        <thead><tr>{Joined(texts.Heads, h => Html.Of($"""<th scope="col">{h}</th>"""))}</tr></thead>
        <tbody>
        {Joined(lines, l => Line(l, texts))}
        </tbody>
        </table>
        """);

    private static Html Line(SheetLine line, SigningTexts texts)
    {
        var prices = line.UnitPrices.Length == 0 ? Html.Empty : Html.Of($"""<small lang="{texts.Tag}">{line.UnitPrices}</small>""");
        var former = line.FormerMonthly is { } monthly ? Html.Of($"<s>{monthly}</s> ") : Html.Empty;
        var row = line.Change.Length > 0 ? Html.Of($"""<tr class="changed">""") : Html.Of($"<tr>");
        return Html.Of(
            $"""
            {row}<th scope="row" lang="fr">{line.Product}{prices}</th><td>{line.Initial}</td><td>{line.Change}</td><td>{line.Final}</td><td>{line.Setup}</td><td>{former}{line.Monthly}</td><td>{line.SetupDiscount}</td><td>{line.RecurringDiscount}</td></tr>
            """);
    }

    private static Html Amounts(SheetTable table) => Html.Of(
        $"""
        <section>
        <h2>{table.Title}</h2>
        {Scrolled(table.Title, Html.Of(
            $"""
            <table class="amounts">
            <thead><tr>{Joined(table.Columns, c => c.Length == 0 ? Html.Of($"<td></td>") : Html.Of($"""<th scope="col">{c}</th>"""))}</tr></thead>
            <tbody>
            {Joined(table.Rows, Row)}
            </tbody>
            </table>
            """))}
        </section>
        """);

    private static Html Row(IReadOnlyList<string> row) =>
        Html.Of($"""<tr><th scope="row">{row[0]}</th>{Joined(row.Skip(1), c => Html.Of($"<td>{c}</td>"))}</tr>""");

    /// <summary>A table that is wider than the screen is moved by itself, by keys too.</summary>
    private static Html Scrolled(string name, Html table) => Html.Of($"""<div class="scrolled" role="region" aria-label="{name}" tabindex="0">{table}</div>""");
}
