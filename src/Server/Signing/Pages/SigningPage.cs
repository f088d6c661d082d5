using MyOpenIP.Pricing;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>Draws what a signer sees. It shows what the operations know and decides nothing.</summary>
internal sealed class SigningPage(SigningForms forms)
{
    /// <summary>The page of an open link.</summary>
    /// <param name="shown">What it shows.</param>
    /// <param name="filled">What is in its fields.</param>
    /// <param name="faults">What is wrong with what was filled in.</param>
    /// <param name="note">What has just been done; null: nothing.</param>
    public Html Open(ShownQuote shown, FilledForm filled, IReadOnlyList<FormFault> faults, string? note = null)
    {
        var (request, texts, sheet) = (shown.Linked.Request, shown.Texts, shown.Sheet);
        return Html.Of(
            $"""
            {Top(shown)}
            <h1>{texts.Title(sheet.Number)}</h1>
            {Told(faults, texts, note)}
            <p>{texts.Asked(request.SignerName, request.SignerCapacity)}</p>
            <p>{texts.Closes(shown.Sheet.Printed.Instant(request.ExpiresAt))}</p>
            {(texts.InFrench.Length > 0 ? Html.Of($"<p>{texts.InFrench}</p>") : Html.Empty)}
            {SigningSheet.Of(sheet, texts)}
            <section aria-labelledby="read">
            <h2 id="read">{texts.Read}</h2>
            {Pdf(shown)}
            </section>
            {CodeForm(shown)}
            {SignForm(shown, filled, faults)}
            {DeclineForm(shown, filled, faults)}
            """);
    }

    /// <summary>The page of a link that was used to sign.</summary>
    public static Html Signed(ShownQuote shown) => Html.Of(
        $"""
        {Top(shown)}
        <h1>{shown.Texts.SignedTitle}</h1>
        <p class="good" role="status">{shown.Texts.Signed(shown.Sheet.Number, shown.Sheet.Printed.Instant(shown.Linked.Request.AnsweredAt!.Value))}</p>
        <p>{shown.Texts.Keep}</p>
        {Pdf(shown)}
        {SigningSheet.Joined(shown.Linked.Request.Documents.Index(), d => Html.Of($"""<p><a href="{DocumentAddress(shown, d.Index)}" lang="fr">{d.Item.Title}, version {d.Item.Version}</a></p>"""))}
        """);

    /// <summary>The page of a link that was used to refuse.</summary>
    public static Html Declined(ShownQuote shown) => Html.Of(
        $"""
        {Top(shown)}
        <h1>{shown.Texts.DeclinedTitle}</h1>
        <p role="status">{shown.Texts.Declined(shown.Sheet.Number)}</p>
        """);

    /// <summary>The sentences that are agreed to with what is ticked.</summary>
    public static IReadOnlyList<string> Agreed(ShownQuote shown, FilledForm filled) =>
    [
        .. shown.Linked.Request.Documents.Index().Where(d => filled.Documents.Contains(d.Index)).Select(d => $"{shown.Texts.Document(d.Item.Title, d.Item.Version)} (SHA-256 {d.Item.Sha256})"),
        .. filled.Commitment && shown.Extension is { } extension ? [AcceptanceTexts.LongerCommitment(extension).In(shown.Texts.Language)] : Array.Empty<string>(),
        shown.Texts.Agree(shown.Sheet.Number),
    ];

    private static Html Top(ShownQuote shown) => Html.Of(
        $"""
        <div class="top"><span class="brand">{shown.Sheet.Seller?.Brand ?? "openIP"}</span><a href="?lang={shown.Texts.OtherTag}" lang="{shown.Texts.OtherTag}" hreflang="{shown.Texts.OtherTag}">{shown.Texts.OtherLanguage}</a></div>
        """);

    private static Html Told(IReadOnlyList<FormFault> faults, SigningTexts texts, string? note) => faults.Count == 0
        ? note is null ? Html.Empty : Html.Of($"""<p class="good" role="status">{note}</p>""")
        : Html.Of(
            $"""
            <div class="fault" role="alert"><p>{texts.NotBoth}</p><ul>{SigningSheet.Joined(faults, f => f.Field.Length == 0
                ? Html.Of($"<li>{f.Told}</li>")
                : Html.Of($"""<li><a href="#{f.Field}">{f.Told}</a></li>"""))}</ul></div>
            """);

    private static Html Pdf(ShownQuote shown) => Html.Of(
        $"""<p><a href="{shown.Token}/{SigningPages.PdfName}">{shown.Texts.Pdf}</a><br><span class="small">{shown.Texts.Digest} <code>{shown.Linked.Request.QuoteSha256}</code></span></p>""");

    private static string DocumentAddress(ShownQuote shown, int at) => Invariant($"{shown.Token}/{SigningPages.DocumentsName}/{at}");

    private Html CodeForm(ShownQuote shown)
    {
        var (request, texts) = (shown.Linked.Request, shown.Texts);
        if (!request.CodeRequired)
            return Html.Empty;
        var act = request.CodeNumber >= SigningCodes.MostCodes
            ? Html.Of($"<p>{texts.NoMoreCodes}</p>")
            : Html.Of($"""<form method="post">{Seal(shown)}<button type="submit" class="other" name="do" value="code">{texts.SendCode}</button></form>""");
        return Html.Of(
            $"""
            <section aria-labelledby="code-title">
            <h2 id="code-title">{texts.CodeTitle}</h2>
            <p>{texts.CodeWhy(Masked(request.SignerEmail))}</p>
            {act}
            </section>
            """);
    }

    private Html SignForm(ShownQuote shown, FilledForm filled, IReadOnlyList<FormFault> faults)
    {
        var (request, texts) = (shown.Linked.Request, shown.Texts);
        var code = !request.CodeRequired ? Html.Empty : Html.Of(
            $"""
            <label for="code">{texts.Code}</label>
            <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required aria-describedby="code-hint"{Invalid(faults, "code")}>
            <p class="small" id="code-hint">{texts.CodeHint}</p>
            """);
        var commitment = shown.Extension is not { } extension ? Html.Empty : Html.Of(
            $"""
            <fieldset><legend>{texts.Commitment}</legend>
            <div class="box"><input type="checkbox" id="commitment" name="commitment" value="yes" required{Ticked(filled.Commitment)}><label for="commitment">{AcceptanceTexts.LongerCommitment(extension).In(shown.Texts.Language)}</label></div>
            </fieldset>
            """);
        return Html.Of(
            $"""
            <section aria-labelledby="accept">
            <h2 id="accept">{texts.Accept}</h2>
            <form method="post">
            {Seal(shown)}
            <fieldset><legend>{texts.Documents}</legend>
            {SigningSheet.Joined(request.Documents.Index(), d => Document(shown, filled, d.Index, d.Item))}
            </fieldset>
            {commitment}
            <fieldset><legend>{texts.You}</legend>
            <label for="name">{texts.Name}</label>
            <input id="name" name="name" type="text" autocomplete="name" maxlength="200" required value="{filled.Name}"{Invalid(faults, "name")}>
            <label for="capacity">{texts.Capacity}</label>
            <input id="capacity" name="capacity" type="text" autocomplete="organization-title" maxlength="200" required value="{filled.Capacity}"{Invalid(faults, "capacity")}>
            {code}
            </fieldset>
            <p>{texts.Agree(shown.Sheet.Number)}</p>
            <button type="submit" name="do" value="sign">{texts.Sign}</button>
            </form>
            </section>
            """);
    }

    private static Html Document(ShownQuote shown, FilledForm filled, int at, QuoteDocument document) => Html.Of(
        $"""
        <div class="box"><input type="checkbox" id="document-{at}" name="document" value="{at}" required{Ticked(filled.Documents.Contains(at))}><label for="document-{at}">{shown.Texts.Document(document.Title, document.Version)}</label></div>
        <p class="below"><a href="{DocumentAddress(shown, at)}">{shown.Texts.ReadDocument} <span lang="fr">({document.Title})</span></a><br><span class="small">{shown.Texts.Digest} <code>{document.Sha256}</code></span></p>
        """);

    private Html DeclineForm(ShownQuote shown, FilledForm filled, IReadOnlyList<FormFault> faults)
    {
        var texts = shown.Texts;
        var isWrong = faults.Any(f => f.Field == "reason");
        return Html.Of(
            $"""
            <details{(isWrong ? Html.Of($" open") : Html.Empty)}><summary>{texts.DeclineTitle}</summary>
            <form method="post">
            {Seal(shown)}
            <label for="reason">{texts.Reason}</label>
            <textarea id="reason" name="reason" maxlength="2000"{Invalid(faults, "reason")}>{filled.Reason}</textarea>
            <div><button type="submit" class="other" name="do" value="decline">{texts.Decline}</button></div>
            </form>
            </details>
            """);
    }

    private Html Seal(ShownQuote shown) => Html.Of($"""<input type="hidden" name="{SigningForms.Field}" value="{forms.Seal(shown.Linked.Request.LinkDigest)}">""");

    private static Html Ticked(bool isTicked) => isTicked ? Html.Of($" checked") : Html.Empty;

    private static Html Invalid(IReadOnlyList<FormFault> faults, string field) => faults.Any(f => f.Field == field) ? Html.Of($""" aria-invalid="true" """) : Html.Empty;

    /// <summary>A mailbox as whoever has the link may see it: who it is sent to knows it, nobody else learns it.</summary>
    public static string Masked(string email) => $"{email[..1]}…{email[email.LastIndexOf('@')..]}";
}

/// <summary>What the page of a link shows.</summary>
/// <param name="Token">Token of the link.</param>
/// <param name="Linked">What the link leads to.</param>
/// <param name="Sheet">The sheet of the quote.</param>
/// <param name="Extension">The longer commitment that is to be consented to; null: none is.</param>
/// <param name="Language">Language of the page.</param>
internal sealed record ShownQuote(string Token, LinkedSignature Linked, QuoteSheet Sheet, CommitmentExtension? Extension, SignerLanguage Language)
{
    /// <summary>Its texts.</summary>
    public SigningTexts Texts { get; } = SigningTexts.Of(Language);
}
