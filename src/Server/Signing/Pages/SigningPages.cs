using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Security.Persons.Pages;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>
/// The door of signers over HTTP: the page of a link, its files, and what is sent from it. A link that is closed and one that never
/// was are answered alike. To look changes nothing but that it was looked at.
/// </summary>
internal sealed class SigningPages(
    StorageContexts contexts, Operations operations, SignQuote signQuote, SigningCodes codes, SigningPage page, SigningForms forms,
    QuotedPrices quotedPrices, QuotePapers papers, GuessCounts guesses, CallLimits limits, ParisClock clock, ILogger<SigningPages> logger)
{
    /// <summary>The last part of the address of the quote's PDF.</summary>
    public const string PdfName = "devis.pdf";

    /// <summary>The part of the addresses of the contractual documents before their place.</summary>
    public const string DocumentsName = "documents";

    private const int LengthOfToken = 43;
    private const int LargestForm = 64 * 1024;
    private const int LongestUserAgent = 500;

    /// <summary>Opens the door.</summary>
    public static void Map(WebApplication app)
    {
        var pages = app.Services.GetRequiredService<SigningPages>();
        var address = SigningSite.Path + "/{token}";
        app.MapGet(address, http => pages.ServeAsync(http, pages.ShowAsync));
        app.MapPost(address, http => pages.ServeAsync(http, pages.TakeAsync)).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        app.MapGet($"{address}/{PdfName}", http => pages.ServeAsync(http, pages.SendPdfAsync));
        app.MapGet($"{address}/{DocumentsName}/{{at}}", http => pages.ServeAsync(http, pages.SendDocumentAsync));
    }

    private async Task ServeAsync(HttpContext http, Func<HttpContext, StorageContext, LinkedSignature, Task> serve)
    {
        var language = LanguageOf(http, null);
        try
        {
            using var call = limits.Enter($"address:{http.Connection.RemoteIpAddress}");
            await using var context = await contexts.OpenAsync(Actor.Service, http.RequestAborted);
            var token = TokenOf(http);
            if (token.Length != LengthOfToken || await context.ByLinkAsync(token, http.RequestAborted) is not { } linked)
                await RefuseAsync(http, language);
            else if (SignatureStates.Of(linked.Request, linked.Amendment, clock.Now) is SignatureState.Open or SignatureState.Signed or SignatureState.Declined)
                await serve(http, context, linked);
            else
                await ClosedAsync(http, language);
        }
        catch (DbUpdateConcurrencyException) when (!http.Response.HasStarted)
        {
            // Somebody else was first: the page is looked at anew.
            Back(http);
        }
        catch (Exception thrown) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(http, SigningTexts.Of(language), thrown);
        }
    }

    private async Task ShowAsync(HttpContext http, StorageContext context, LinkedSignature linked)
    {
        var shown = await ShownAsync(http, context, linked);
        if (linked.Request.Answer is not SignatureAnswer.None)
        {
            await AnswerAsync(http, shown, linked.Request.Answer is SignatureAnswer.Signed ? SigningPage.Signed(shown) : SigningPage.Declined(shown));
            return;
        }
        if (linked.Request.OpenedAt is null)
            await operations.RunAsync(linked.Signer, async write =>
            {
                await NoteOpening.RunAsync(write, TokenOf(http), FromOf(http), WithOf(http));
                return true;
            }, http.RequestAborted);
        await AnswerAsync(http, shown, page.Open(shown, FilledForm.Of(linked.Request), []));
    }

    private async Task TakeAsync(HttpContext http, StorageContext context, LinkedSignature linked)
    {
        var consentedAt = clock.Now;
        var shown = await ShownAsync(http, context, linked);
        if (linked.Request.Answer is not SignatureAnswer.None)
        {
            Back(http);
            return;
        }
        if (await guesses.TakeAsync([GuessBound.OfLink(linked.Request.LinkDigest)], http.RequestAborted) is { } opens)
        {
            await TooManyAsync(http, shown.Language, opens);
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var filled = FilledForm.Of(form);
        if (forms.ShownAt(http.Request, form, linked.Request.LinkDigest) is not { } shownAt)
            await AgainAsync(http, shown, filled, new FormFault("", shown.Texts.FormTooOld));
        else
            await (form["do"].ToString() switch
            {
                "code" => SendCodeAsync(http, shown, filled),
                "decline" => DeclineAsync(http, shown, filled, shownAt),
                _ => SignAsync(http, shown, filled, shownAt, consentedAt),
            });
    }

    private async Task SignAsync(HttpContext http, ShownQuote shown, FilledForm filled, DateTimeOffset shownAt, DateTimeOffset consentedAt)
    {
        var request = shown.Linked.Request;
        if (filled.Faults(shown.Texts) is { Count: > 0 } faults)
        {
            await AgainAsync(http, shown, filled, [.. faults]);
            return;
        }
        if (request.CodeRequired && !await operations.RunAsync(shown.Linked.Signer, write => SigningCodes.TakeTryAsync(write, shown.Token), http.RequestAborted))
        {
            await AgainAsync(http, shown, filled, new FormFault("code", shown.Texts.BadCode));
            return;
        }
        var given = new GivenSignature
        {
            Name = filled.Name,
            Capacity = filled.Capacity,
            Documents = filled.Accepted(request),
            ExtensionConsented = filled.Commitment,
            AgreedTexts = SigningPage.Agreed(shown, filled),
            ShownAt = shownAt,
            ConsentedAt = consentedAt,
            From = FromOf(http),
            With = WithOf(http),
            Code = filled.Code,
        };
        try
        {
            if (await operations.RunAsync(shown.Linked.Signer, write => signQuote.RunAsync(write, shown.Token, given), http.RequestAborted) is not null)
                Back(http);
            else
                await NotSignedAsync(http, shown, filled);
        }
        catch (Fault fault) when (fault.Code is Grpc.Core.StatusCode.FailedPrecondition)
        {
            string[] told = fault.Preconditions.Count > 0 ? [.. fault.Preconditions.Select(p => p.Description.In(shown.Texts.Language))] : [fault.Told.In(shown.Texts.Language)];
            await AgainAsync(http, shown, filled, [.. told.Select(t => new FormFault("", t))]);
        }
    }

    /// <summary>The link was closed meanwhile, or the code was a wrong one: what stands now says which.</summary>
    private async Task NotSignedAsync(HttpContext http, ShownQuote shown, FilledForm filled)
    {
        await using var context = await contexts.OpenAsync(Actor.Service, http.RequestAborted);
        var now = await context.ByLinkAsync(shown.Token, http.RequestAborted);
        if (now is not null && SignatureStates.Of(now.Request, now.Amendment, clock.Now) is SignatureState.Open)
            await AgainAsync(http, shown, filled, new FormFault("code", shown.Texts.BadCode));
        else
            Back(http);
    }

    private async Task DeclineAsync(HttpContext http, ShownQuote shown, FilledForm filled, DateTimeOffset shownAt)
    {
        if (TextKinds.Comment.FaultOf("reason", filled.Reason) is not null)
        {
            await AgainAsync(http, shown, filled, new FormFault("reason", shown.Texts.BadReason));
            return;
        }
        await operations.RunAsync(
            shown.Linked.Signer, write => DeclineQuote.RunAsync(write, shown.Token, filled.Reason, shownAt, FromOf(http), WithOf(http)), http.RequestAborted);
        Back(http);
    }

    private async Task SendCodeAsync(HttpContext http, ShownQuote shown, FilledForm filled)
    {
        var isSent = await operations.RunAsync(shown.Linked.Signer, write => codes.SendAsync(write, shown.Token), http.RequestAborted);
        var told = isSent ? shown.Texts.CodeSent(SigningPage.Masked(shown.Linked.Request.SignerEmail)) : shown.Texts.NoMoreCodes;
        await AnswerAsync(http, shown, page.Open(shown, filled with { Name = shown.Linked.Request.SignerName, Capacity = shown.Linked.Request.SignerCapacity }, [], told));
    }

    private async Task SendPdfAsync(HttpContext http, StorageContext context, LinkedSignature linked)
    {
        var paper = await papers.ReadAsync(context, linked.Quote, http.RequestAborted);
        FileHeaders(http, "application/pdf", Invariant($"{linked.Request.AmendmentNumber}-{linked.Request.Revision}.pdf"), paper.Pdf.Length);
        await http.Response.Body.WriteAsync(paper.Pdf, http.RequestAborted);
    }

    private async Task SendDocumentAsync(HttpContext http, StorageContext context, LinkedSignature linked)
    {
        if (!int.TryParse((string)http.Request.RouteValues["at"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= linked.Request.Documents.Count)
        {
            await ClosedAsync(http, LanguageOf(http, linked.Request));
            return;
        }
        var sha256 = linked.Request.Documents[at].Sha256;
        var document = await context.Documents.AsNoTracking().SingleAsync(d => d.Sha256 == sha256, http.RequestAborted);
        FileHeaders(http, document.MediaType.StartsWith("text/", StringComparison.Ordinal) ? "text/plain; charset=utf-8" : document.MediaType, document.FileName, document.Size);
        await foreach (var bytes in context.ReadAsync("", sha256, http.RequestAborted))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>A link that there is not: guesses are counted by where they come from. Who has a link that there is gets in all the same.</summary>
    private async Task RefuseAsync(HttpContext http, SignerLanguage language)
    {
        if (await guesses.TakeAsync([GuessBound.OfLinks(http.Connection.RemoteIpAddress ?? IPAddress.None)], http.RequestAborted) is { } opens)
            await TooManyAsync(http, language, opens);
        else
            await ClosedAsync(http, language);
    }

    private async Task TooManyAsync(HttpContext http, SignerLanguage language, DateTimeOffset opens)
    {
        var wait = opens - clock.Now;
        logger.LinkRefused("too many tries", http.TraceIdentifier);
        PageAnswers.SayRetryAfter(http, wait);
        var texts = SigningTexts.Of(language);
        await TellAsync(http, texts, texts.ClosedTitle, texts.TooMany((int)Math.Ceiling(wait.TotalMinutes)), StatusCodes.Status429TooManyRequests);
    }

    private Task ClosedAsync(HttpContext http, SignerLanguage language)
    {
        logger.LinkRefused("it is closed, or none", http.TraceIdentifier);
        var texts = SigningTexts.Of(language);
        return TellAsync(http, texts, texts.ClosedTitle, texts.Closed, StatusCodes.Status404NotFound);
    }

    private async Task FailAsync(HttpContext http, SigningTexts texts, Exception thrown)
    {
        var status = thrown switch
        {
            Fault { Code: Grpc.Core.StatusCode.ResourceExhausted } => StatusCodes.Status429TooManyRequests,
            _ => PageAnswers.StatusOf(thrown),
        };
        if (status is StatusCodes.Status500InternalServerError)
            logger.CallFailed(thrown, "the signing page", http.TraceIdentifier);
        http.Response.Clear();
        await TellAsync(http, texts, texts.FailedTitle, texts.Failed, status);
    }

    private async Task<ShownQuote> ShownAsync(HttpContext http, StorageContext context, LinkedSignature linked)
    {
        var outcome = (await quotedPrices.ReadAsync(context, linked.Quote, http.RequestAborted)).Outcome;
        var extension = outcome.AcceptanceConditions.Contains(AcceptanceCondition.LongerCommitment) ? outcome.Commitment.Extension : null;
        var language = LanguageOf(http, linked.Request);
        var sheet = await papers.SheetAsync(context, linked.Quote, http.RequestAborted, Printed.In(SigningTexts.Of(language).Language));
        return new(TokenOf(http), linked, sheet, extension, language);
    }

    private Task AgainAsync(HttpContext http, ShownQuote shown, FilledForm filled, params IReadOnlyList<FormFault> faults) =>
        AnswerAsync(http, shown, page.Open(shown, filled, faults), StatusCodes.Status400BadRequest);

    private static Task AnswerAsync(HttpContext http, ShownQuote shown, Html body, int status = StatusCodes.Status200OK) =>
        Page.AnswerAsync(http, shown.Texts.Tag, shown.Texts.Title(shown.Sheet.Number), body, status, SigningStyle.Style);

    private static Task TellAsync(HttpContext http, SigningTexts texts, string title, string told, int status) =>
        Page.AnswerAsync(http, texts.Tag, title, Html.Of($"<h1>{title}</h1>\n<p>{told}</p>"), status, SigningStyle.Style);

    /// <summary>After something was done the browser asks for the page anew: what it shows then is what stands, however often.</summary>
    private static void Back(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.Location = $"{TokenOf(http)}{http.Request.QueryString}";
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static void FileHeaders(HttpContext http, string mediaType, string name, int length)
    {
        var headers = http.Response.Headers;
        (headers.ContentType, headers.ContentLength, headers.CacheControl, headers.XContentTypeOptions) = (mediaType, length, "no-store", "nosniff");
        (headers["Referrer-Policy"], headers.XFrameOptions, headers.ContentSecurityPolicy) = ("no-referrer", "DENY", "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = name }.ToString();
    }

    private static SignerLanguage LanguageOf(HttpContext http, SignatureRequest? request) => PageLanguage.Of(http.Request, request?.Language);

    private static string TokenOf(HttpContext http) => (string)http.Request.RouteValues["token"]!;

    private static string FromOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : "";

    private static string WithOf(HttpContext http) => http.Request.Headers.UserAgent.ToString() is { Length: > LongestUserAgent } agent
        ? agent[..LongestUserAgent]
        : http.Request.Headers.UserAgent.ToString();
}
