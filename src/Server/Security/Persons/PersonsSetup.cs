using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Security.Persons.Pages;
using MyOpenIP.Server.Wire;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>Persons: their accounts, the pages where they log in, and what the issuer gives portals for them.</summary>
internal static class PersonsSetup
{
    /// <summary>For how long a portal gets tokens for one login: a working day.</summary>
    public static readonly TimeSpan LongestLogin = TimeSpan.FromHours(12);

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    private const int LargestForm = 16 * 1024;

    /// <summary>Adds the accounts; for commands too.</summary>
    public static void AddAccounts(this IServiceCollection services) => services
        .Configure<IdentityOptions>(Accounts.Configure)
        .Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = Accounts.HashRounds)
        .AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>()
        .AddSingleton<Accounts>().AddSingleton<AccountRegistration>();

    /// <summary>Lets the issuer give tokens for persons.</summary>
    public static void AddPersons(this OpenIddictServerBuilder server)
    {
        server.Services.AddSingleton<GuessCounts>().AddSingleton<Passwords>().AddSingleton<SecondFactor>().AddSingleton<UseLink>().AddSingleton<LogIn>()
            .AddSingleton<KnownDevices>().AddSingleton<Tickets>().AddSingleton<Portals>().AddSingleton<AuthorizationDoor>()
            .AddSingleton<LogInPage>().AddSingleton<LinkPage>()
            .AddAntiforgery(forms =>
            {
                (forms.Cookie.Name, forms.FormFieldName, forms.HeaderName, forms.SuppressXFrameOptionsHeader) = ("myopenip-form", "form", null, true);
                (forms.Cookie.SecurePolicy, forms.Cookie.SameSite) = (CookieSecurePolicy.SameAsRequest, SameSiteMode.Lax);
            });
        server.SetAuthorizationEndpointUris(AuthorizationDoor.Path[1..]).SetRevocationEndpointUris("connect/revoke")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow()
            .SetAuthorizationCodeLifetime(CodeLifetime).SetRefreshTokenLifetime(LongestLogin).DisableSlidingRefreshTokenExpiration()
            .AddEventHandler(PersonGrant.Descriptor)
            .AddEventHandler(UnaskedPage.Descriptor);

        // Answers by a form would need a script of ours, those in a fragment one of the portal's; a plain challenge proves nothing.
        server.Configure(options =>
        {
            options.ResponseModes.Remove(ResponseModes.FormPost);
            options.ResponseModes.Remove(ResponseModes.Fragment);
            options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
        });
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough();
    }

    /// <summary>Serves the pages, where the issuer is this server's.</summary>
    public static void MapPersons(this WebApplication app)
    {
        if (app.Services.GetService<LogInPage>() is not { } logIn)
            return;
        var (link, door) = (app.Services.GetRequiredService<LinkPage>(), app.Services.GetRequiredService<AuthorizationDoor>());
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PersonsSetup));
        app.MapGet(AuthorizationDoor.Path, http => ServeAsync(http, _ => door.AnswerAsync(http)));
        app.MapGet(LogInPage.Path, http => ServeAsync(http, texts => logIn.ShowAsync(http, texts)));
        app.MapPost(LogInPage.Path, http => ServeAsync(http, texts => logIn.TakeAsync(http, texts))).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        app.MapGet(OneTimeLink.Path + "/{code}", http => ServeAsync(http, texts => link.ShowAsync(http, texts, CodeOf(http))));
        app.MapPost(OneTimeLink.Path + "/{code}", http => ServeAsync(http, texts => link.TakeAsync(http, texts, CodeOf(http)))).WithMetadata(new RequestSizeLimitAttribute(LargestForm));

        async Task ServeAsync(HttpContext http, Func<PersonTexts, Task> serve)
        {
            var texts = PersonTexts.Of(FaultStatus.LanguageOf(http.Request.Headers.AcceptLanguage));
            try
            {
                await serve(texts);
            }
            catch (Exception thrown) when (!http.Response.HasStarted && thrown is not OperationCanceledException)
            {
                var status = PageAnswers.StatusOf(thrown);
                if (status is StatusCodes.Status500InternalServerError)
                    logger.CallFailed(thrown, http.Request.Method, http.TraceIdentifier);
                http.Response.Clear();
                await Page.AnswerAsync(http, texts, texts.FailedTitle, Html.Of($"<p>{texts.Failed}</p>"), status);
            }
        }
    }

    private static string CodeOf(HttpContext http) => (string)http.Request.RouteValues["code"]!;
}
