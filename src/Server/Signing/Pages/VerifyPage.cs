using MyOpenIP.Server.Pages;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>Draws the page on which anybody verifies a file.</summary>
internal static class VerifyPage
{
    /// <summary>The page with its form, and above it what was found.</summary>
    /// <param name="texts">Its language.</param>
    /// <param name="answer">What is told; <see cref="Html.Empty"/>: nothing was asked yet.</param>
    public static Html Of(VerifyTexts texts, Html answer) => Html.Of(
        $"""
        <div class="top"><span class="brand">openIP</span><a href="?lang={texts.OtherTag}" lang="{texts.OtherTag}" hreflang="{texts.OtherTag}">{texts.OtherLanguage}</a></div>
        <h1>{texts.Title}</h1>
        {answer}
        <p>{texts.What}</p>
        <p>{texts.NotKept}</p>
        <form method="post" enctype="multipart/form-data" action="?lang={texts.Tag}">
        <label for="file">{texts.File}</label>
        <input id="file" name="file" type="file" accept=".pdf,.json,application/pdf,application/json">
        <label for="sha256">{texts.Digest}</label>
        <input id="sha256" name="sha256" type="text" autocomplete="off" spellcheck="false" maxlength="64" aria-describedby="sha256-hint">
        <p class="small" id="sha256-hint">{texts.DigestHint}</p>
        <div><button type="submit">{texts.Act}</button></div>
        </form>
        """);

    /// <summary>What was found.</summary>
    public static Html Found(VerifyTexts texts, VerifiedFile? file) => file is null ? Fault(texts.Unknown) : Html.Of(
        $"""
        <section aria-labelledby="answer">
        <h2 id="answer">{texts.Answer}</h2>
        {(file.AppendedBytes == 0 ? Html.Of($"""<p class="good" role="status">{texts.Intact}</p>""") : Fault(texts.Appended(file.AppendedBytes)))}
        <dl>
        {Fact(texts.KindHead, texts.Kind(file.Kind))}
        {Fact(texts.QuoteHead, file.PrintedQuote)}
        {Fact(texts.StateHead, texts.State(file.State))}
        {(file.AnsweredAt is { } answered ? Fact(texts.AnsweredHead, texts.Printed.Instant(answered)) : Html.Empty)}
        {Fact(texts.IssuedHead, texts.Printed.Instant(file.IssuedAt))}
        {(file.AnsweredAt is null ? Fact(texts.ExpiresHead, texts.Printed.Instant(file.ExpiresAt)) : Html.Empty)}
        </dl>
        <p class="small">SHA-256 <code>{file.Sha256}</code></p>
        </section>
        """);

    /// <summary>What is wrong.</summary>
    public static Html Fault(string told) => Html.Of($"""<p class="fault" role="alert">{told}</p>""");

    private static Html Fact(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
