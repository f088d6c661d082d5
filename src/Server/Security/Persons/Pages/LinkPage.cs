using Microsoft.AspNetCore.Antiforgery;
using MyOpenIP.Server.Pages;
using QRCoder;

namespace MyOpenIP.Server.Security.Persons.Pages;

/// <summary>The page of a one-time link: a password is chosen and an authenticator app set up.</summary>
internal sealed class LinkPage(UseLink useLink, SecondFactor secondFactor, KnownDevices devices, IAntiforgery antiforgery)
{
    /// <summary>Shows it. That uses nothing up: scanners of mail look at links too.</summary>
    public Task ShowAsync(HttpContext http, PersonTexts texts, string code) => ShowAsync(http, texts, code, SecondFactor.MakeKey(), null, StatusCodes.Status200OK);

    /// <summary>Takes what was filled in.</summary>
    public async Task TakeAsync(HttpContext http, PersonTexts texts, string code)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            await ShowAsync(http, texts, code, SecondFactor.MakeKey(), texts.FormTooOld, StatusCodes.Status400BadRequest);
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (secondFactor.Borrowed(form["key"].ToString(), OneTimeLink.DigestOf(code)) is not { } key)
        {
            await ShowAsync(http, texts, code, SecondFactor.MakeKey(), texts.FormTooOld, StatusCodes.Status400BadRequest);
            return;
        }
        string? fault = texts.NotTheSame;
        if (form["password"].ToString() is var password && password == form["again"].ToString())
            try
            {
                var (account, why) = await useLink.RunAsync(code, password, key, form["code"].ToString().Replace(" ", "", StringComparison.Ordinal), http.RequestAborted);
                if (account is not null)
                {
                    devices.Remember(http, account);
                    await Page.AnswerAsync(http, texts, texts.ReadyTitle, Html.Of($"<p>{texts.Ready}</p>"));
                    return;
                }
                fault = why switch
                {
                    LinkFault.Password => texts.BadPassword,
                    LinkFault.Code => texts.BadCode,
                    _ => texts.Gone,
                };
            }
            catch (PasswordsBusyException)
            {
                await ShowAsync(http, texts, code, key, texts.Busy, StatusCodes.Status503ServiceUnavailable);
                return;
            }
        await ShowAsync(http, texts, code, key, fault, StatusCodes.Status400BadRequest);
    }

    private async Task ShowAsync(HttpContext http, PersonTexts texts, string code, string key, string? fault, int status)
    {
        if (await useLink.FindAsync(code, http.RequestAborted) is not { } account)
        {
            await Page.AnswerAsync(http, texts, texts.GoneTitle, Html.Of($"<p>{texts.Gone}</p>"), StatusCodes.Status404NotFound);
            return;
        }
        var fields = Html.Of(
            $"""
            {Page.Fault(fault)}
            <input type="hidden" name="key" value="{secondFactor.Lend(key, OneTimeLink.DigestOf(code))}">
            <input type="hidden" name="username" autocomplete="username" value="{account.UserName!}">
            <label for="password">{texts.NewPassword}</label>
            <input id="password" name="password" type="password" autocomplete="new-password" minlength="{Accounts.ShortestPassword}" maxlength="{Accounts.LongestPassword}" required aria-describedby="password-hint">
            <p class="hint" id="password-hint">{texts.PasswordHint(Accounts.ShortestPassword, Accounts.DifferentCharacters)}</p>
            <label for="again">{texts.PasswordAgain}</label>
            <input id="again" name="again" type="password" autocomplete="new-password" maxlength="{Accounts.LongestPassword}" required>
            <h2>{texts.ScanTitle}</h2>
            <p>{texts.Scan}</p>
            {Picture(SecondFactor.AddressOf(account.UserName!, key), texts.QrCode)}
            <p>{texts.KeyByHand} <span class="key" id="key">{key}</span></p>
            <label for="code">{texts.FirstCode}</label>
            <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required>
            <button type="submit">{texts.Save}</button>
            """);
        await Page.AnswerAsync(http, texts, texts.LinkTitle, Html.Of($"<p>{texts.LinkFor(account.UserName!)}</p>\n{Page.Form(http, antiforgery, fields)}"), status);
    }

    /// <summary>A text as a picture that a telephone reads: dark squares on light ones, whatever the colours of the page.</summary>
    private static Html Picture(string text, string title)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var squares = string.Concat(code.ModuleMatrix.Index().SelectMany(row => row.Item.Cast<bool>().Index()
            .Where(square => square.Item).Select(square => Invariant($"M{square.Index} {row.Index}h1v1h-1z"))));
        return Html.Of(
            $"""
            <svg class="qr" role="img" aria-label="{title}" viewBox="0 0 {code.ModuleMatrix.Count} {code.ModuleMatrix.Count}" shape-rendering="crispEdges">
            <path fill="#ffffff" d="M0 0h{code.ModuleMatrix.Count}v{code.ModuleMatrix.Count}h-{code.ModuleMatrix.Count}z"/><path fill="#000000" d="{squares}"/>
            </svg>
            """);
    }
}
