using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Pages;

namespace MyOpenIP.Server.Security.Persons.Pages;

/// <summary>The page to log in: name, password and code in one form, for the request of a portal that its query holds.</summary>
internal sealed class LogInPage(
    Portals portals, LogIn logIn, KnownDevices devices, Tickets tickets, IAntiforgery antiforgery, TimeProvider time, ILogger<LogInPage> logger)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/login";

    private const int LongestName = 64;
    private const int LongestCode = 16;

    /// <summary>Shows it.</summary>
    public Task ShowAsync(HttpContext http, PersonTexts texts) => ShowAsync(http, texts, "", null, StatusCodes.Status200OK);

    /// <summary>Takes what was filled in.</summary>
    public async Task TakeAsync(HttpContext http, PersonTexts texts)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            await ShowAsync(http, texts, "", texts.FormTooOld, StatusCodes.Status400BadRequest);
            return;
        }
        if (await portals.FindAsync(http.Request.Query, http.RequestAborted) is null)
        {
            await NotAskedAsync(http, texts);
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (name, password, code) = (Text(form, "username", LongestName), Text(form, "password", Accounts.LongestPassword), Text(form, "code", LongestCode));
        LogInOutcome outcome;
        try
        {
            outcome = await logIn.RunAsync(
                name, password, code.Replace(" ", "", StringComparison.Ordinal), http.Connection.RemoteIpAddress ?? IPAddress.None, devices.Of(http.Request), http.RequestAborted);
        }
        catch (PasswordsBusyException)
        {
            http.Response.Headers.RetryAfter = "5";
            await ShowAsync(http, texts, name, texts.Busy, StatusCodes.Status503ServiceUnavailable);
            return;
        }
        if (outcome is { Account: { } account })
        {
            devices.Remember(http, account);
            tickets.Give(http, account);
            http.Response.Headers.Location = $"connect/authorize{http.Request.QueryString}";
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
        else if (outcome.OpensAt is { } opens)
        {
            var wait = opens - time.GetUtcNow();
            logger.LogInRefused("too many guesses", http.TraceIdentifier);
            PageAnswers.SayRetryAfter(http, wait);
            await ShowAsync(http, texts, name, texts.TooMany((int)Math.Ceiling(wait.TotalMinutes)), StatusCodes.Status429TooManyRequests);
        }
        else
        {
            logger.LogInRefused("a wrong name, password or code", http.TraceIdentifier);
            await ShowAsync(http, texts, name, texts.Wrong, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>What who was sent here by no portal is told.</summary>
    public static Task NotAskedAsync(HttpContext http, PersonTexts texts) =>
        Page.AnswerAsync(http, texts, texts.NotAskedTitle, Html.Of($"<p>{texts.NotAsked}</p>"), StatusCodes.Status400BadRequest);

    private async Task ShowAsync(HttpContext http, PersonTexts texts, string name, string? fault, int status)
    {
        if (await portals.FindAsync(http.Request.Query, http.RequestAborted) is not { } portal)
        {
            await NotAskedAsync(http, texts);
            return;
        }
        var fields = Html.Of(
            $"""
            {Page.Fault(fault)}
            <label for="username">{texts.Name}</label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="{LongestName}" required value="{name}">
            <label for="password">{texts.Password}</label>
            <input id="password" name="password" type="password" autocomplete="current-password" maxlength="{Accounts.LongestPassword}" required>
            <label for="code">{texts.Code}</label>
            <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="{LongestCode}" required aria-describedby="code-hint">
            <p class="hint" id="code-hint">{texts.CodeHint}</p>
            <button type="submit">{texts.LogIn}</button>
            """);
        await Page.AnswerAsync(
            http, texts, texts.LogInTitle,
            Html.Of($"<p>{texts.AskedBy(portal.Host)}</p>\n{Page.Form(http, antiforgery, fields)}\n<p class=\"hint\">{texts.Lost}</p>"),
            status, portal.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>A field of a form; one that is longer than any is none.</summary>
    private static string Text(IFormCollection form, string name, int longest) => form[name].ToString() is { } text && text.Length <= longest ? text : "";
}
