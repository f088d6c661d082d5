using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using MyOpenIP.Server.Pages;

namespace MyOpenIP.Server.Security.Persons.Pages;

/// <summary>
/// The frame of the pages that persons see: no script, nothing from elsewhere, in no frame, in no cache; forms go nowhere but
/// here and to the portal that asked.
/// </summary>
internal static class Page
{
    private static readonly PageStyle OwnStyle = new("""
        :root { color-scheme: light dark; --ink: #1b2430; --paper: #ffffff; --ground: #eef1f5; --line: #6b7787; --act: #0b57a4; --on-act: #ffffff; --fault: #a3140b; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --paper: #1a2129; --ground: #10151b; --line: #8b97a6; --act: #8ec2ff; --on-act: #0c1a29; --fault: #ffb4a8; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 26rem; margin: 0 auto; padding: 1.5rem; background: var(--paper); min-height: 100vh; }
        @media (min-width: 32rem) { main { margin: 4rem auto; min-height: 0; border-radius: .75rem; box-shadow: 0 .25rem 1.5rem #0002; } }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
        label { display: block; font-weight: 600; margin: 1rem 0 .25rem; }
        input { width: 100%; font: inherit; color: inherit; background: var(--paper); padding: .625rem .75rem; border: 1px solid var(--line); border-radius: .375rem; }
        input.code { font-variant-numeric: tabular-nums; letter-spacing: .25em; }
        button { width: 100%; font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .75rem; border: 0; border-radius: .375rem; background: var(--act); color: var(--on-act); cursor: pointer; }
        input:focus-visible, button:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
        .hint { margin: .25rem 0 0; font-size: .875rem; }
        .fault { margin: 1rem 0; padding: .75rem; border: 1px solid var(--fault); border-radius: .375rem; color: var(--fault); font-weight: 600; }
        .qr { display: block; width: 13rem; max-width: 100%; margin: 1rem auto; }
        .key { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-weight: 600; }
        """);

    /// <summary>Answers a person with a page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="texts">Its language.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands below the title.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="portal">The origin to which a form may lead; null: none elsewhere.</param>
    public static Task AnswerAsync(HttpContext http, PersonTexts texts, string title, Html body, int status = StatusCodes.Status200OK, string? portal = null) =>
        AnswerAsync(http, texts.Tag, title, Html.Of($"<h1>{title}</h1>\n{body}"), status, OwnStyle, portal);

    /// <summary>Answers with a page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="language">Tag of its language.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">All that it shows, its title too.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="portal">The origin to which a form may lead; null: none elsewhere.</param>
    public static Task AnswerAsync(HttpContext http, string language, string title, Html body, int status, PageStyle style, string? portal = null)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{style.Sha256}'; form-action 'self'{(portal is null ? "" : " " + portal)}; frame-ancestors 'none'; base-uri 'none'";
        (headers.XFrameOptions, headers.XContentTypeOptions, headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]) = ("DENY", "nosniff", "no-referrer", "same-origin");
        (headers.CacheControl, headers.Pragma, headers.Vary, headers.ContentLanguage) = ("no-cache, no-store", "no-cache", "accept-language", language);
        (http.Response.StatusCode, http.Response.ContentType) = (status, "text/html; charset=utf-8");
        var page = Html.Of(
            $"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · MyOpenIP</title>
            <style>{new Html(style.Css)}</style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>

            """);
        return http.Response.WriteAsync(page.Text, http.RequestAborted);
    }

    /// <summary>A form that is sent to the address of its page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="antiforgery">What ties it to the browser.</param>
    /// <param name="fields">What is in it.</param>
    public static Html Form(HttpContext http, IAntiforgery antiforgery, Html fields)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return Html.Of(
            $"""
            <form method="post">
            <input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken!}">
            {fields}
            </form>
            """);
    }

    /// <summary>What went wrong, told first to who does not see the page.</summary>
    public static Html Fault(string? text) => text is null ? Html.Empty : Html.Of($"""<p class="fault" id="fault" role="alert">{text}</p>""");
}

/// <summary>A style sheet that a page carries in itself; the policy of its content lets in that one alone.</summary>
/// <param name="Css">The style sheet.</param>
internal sealed record PageStyle(string Css)
{
    /// <summary>SHA-256 of it, as the policy has it: Base64.</summary>
    public string Sha256 { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
}
