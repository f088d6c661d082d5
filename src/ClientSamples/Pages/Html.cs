using System.Net;

namespace MyOpenIP.ClientSamples.Pages;

/// <summary>HTML of what screens are made of.</summary>
internal static class Html
{
    private const string Style =
        """
        * { box-sizing: border-box }
        body { margin: 0; font: 1rem/1.5 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif; color: #1c1c1c; background: #f3f5f8; font-variant-numeric: tabular-nums }
        header { background: #0b4f8a; color: #fff; padding: .75rem 1.5rem }
        header p { margin: 0; font-weight: 700; font-size: 1.2rem }
        nav { background: #fff; border-bottom: 1px solid #cdd3db; padding: .35rem 1.5rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
        nav a { color: #0b4f8a; padding: .25rem 0 }
        nav a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 3px solid #0b4f8a }
        main { max-width: 88rem; margin: 0 auto; padding: 1rem 1.5rem 3rem }
        h1 { font-size: 1.6rem; margin: .75rem 0; color: #0b4f8a }
        h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; color: #0b4f8a }
        section, .card { background: #fff; border: 1px solid #dde2e9; border-radius: .4rem; padding: .75rem 1.1rem; margin: .75rem 0 }
        section h2 { margin-top: 0 }
        .cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)) }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 }
        dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
        p, li { overflow-wrap: anywhere }
        .scrolled { overflow-x: auto }
        table { width: 100%; border-collapse: collapse }
        th, td { text-align: left; padding: .45rem .6rem; font-size: .95rem; border-bottom: 1px solid #dde2e9; vertical-align: top }
        thead th { background: #e8edf4; white-space: nowrap }
        tbody th { font-weight: 400 }
        .amount { text-align: right; white-space: nowrap }
        s { color: #5a5a5a }
        .note { border-left: 4px solid #b25e00; background: #fff6e8; padding: .5rem .9rem }
        .next { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0 }
        .next li { border: 1px solid #0b4f8a; border-radius: .3rem; padding: .25rem .8rem; background: #fff; color: #0b4f8a }
        .next code { color: #555; font-size: .85rem }
        .state { display: inline-block; padding: .1rem .7rem; border-radius: 1rem; background: #1d5c4a; color: #fff; font-size: .9rem }
        """;

    /// <summary>A text, safe in a page.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="links">The pages to go to: their files and names; the first name that is the title is the page itself.</param>
    /// <param name="body">What it shows.</param>
    public static string Page(string title, IEnumerable<(string File, string Name)> links, string body) =>
        $"""
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)} · MyOpenIP</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <header><p>MyOpenIP</p></header>
        <nav aria-label="Écrans">{string.Concat(links.Select(l => $"<a href=\"{Text(l.File)}\"{(l.Name == title ? " aria-current=\"page\"" : "")}>{Text(l.Name)}</a>\n"))}</nav>
        <main>
        <h1>{Text(title)}</h1>
        {body}
        </main>
        </body>
        </html>

        """;

    /// <summary>A part of a page.</summary>
    public static string Section(string title, string body) => $"<section>\n<h2>{Text(title)}</h2>\n{body}\n</section>\n";

    /// <summary>Parts beside each other.</summary>
    public static string Beside(params IEnumerable<string> sections) => $"<div class=\"cards\">\n{string.Concat(sections)}</div>\n";

    /// <summary>What the screen offers to do, each with the call that does it.</summary>
    public static string Next(params IEnumerable<(string Name, string Call)> actions) =>
        $"<ul class=\"next\" aria-label=\"Actions\">{string.Concat(actions.Select(a => $"<li>{Text(a.Name)} <code>{Text(a.Call)}</code></li>\n"))}</ul>\n";

    /// <summary>Names with their values.</summary>
    public static string Facts(params IEnumerable<(string Name, string? Value)> facts) =>
        $"<dl>{string.Concat(facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => $"<dt>{Text(f.Name)}</dt><dd>{Text(f.Value)}</dd>\n"))}</dl>";

    /// <summary>A table; the first cell of a row names it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="heads">The heads of its columns.</param>
    /// <param name="rows">Its rows, as HTML.</param>
    /// <param name="amountsFrom">The first column of amounts, from 0.</param>
    public static string Table(string name, string[] heads, IEnumerable<string[]> rows, int amountsFrom = int.MaxValue)
    {
        string Class(int column) => column >= amountsFrom ? " class=\"amount\"" : "";
        var head = string.Concat(heads.Select((h, i) => h.Length == 0 ? "<td></td>" : $"<th scope=\"col\"{Class(i)}>{Text(h)}</th>"));
        var body = string.Concat(rows.Select(row =>
            $"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select((cell, i) => $"<td{Class(i + 1)}>{cell}</td>"))}</tr>\n"));
        return $"<div class=\"scrolled\" role=\"region\" aria-label=\"{Text(name)}\" tabindex=\"0\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>";
    }
}
