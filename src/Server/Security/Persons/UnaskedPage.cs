using Microsoft.AspNetCore;
using MyOpenIP.Server.Security.Persons.Pages;
using MyOpenIP.Server.Wire;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Refusals of what a portal sends a person with. Where the portal can be told, it is, without what the server is made of; where
/// the request names none that is registered, the person is told, and sent nowhere.
/// </summary>
internal sealed class UnaskedPage : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    /// <summary>How the issuer comes to it: once it knows whom to tell, and before anything is written.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseSingletonHandler<UnaskedPage>().SetOrder(OpenIddictServerHandlers.Authentication.AttachRedirectUri.Descriptor.Order + 1).SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        context.Response.ErrorUri = null;
        if (!string.IsNullOrEmpty(context.RedirectUri) || string.IsNullOrEmpty(context.Response.Error) || context.Transaction.GetHttpRequest() is not { } request)
            return;
        await LogInPage.NotAskedAsync(request.HttpContext, PersonTexts.Of(FaultStatus.LanguageOf(request.Headers.AcceptLanguage)));
        context.HandleRequest();
    }
}
