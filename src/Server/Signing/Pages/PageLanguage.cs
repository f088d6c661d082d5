using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>The language of a page: the one that its address names, else the one that is known of who reads it, else its browser's.</summary>
internal static class PageLanguage
{
    /// <summary>The language.</summary>
    /// <param name="request">The request for the page.</param>
    /// <param name="otherwise">What is known of who reads it; null: nothing.</param>
    public static SignerLanguage Of(HttpRequest request, SignerLanguage? otherwise) => request.Query["lang"].ToString() switch
    {
        "fr" => SignerLanguage.French,
        "en" => SignerLanguage.English,
        _ => otherwise ?? (FaultStatus.LanguageOf(request.Headers.AcceptLanguage) is Language.English ? SignerLanguage.English : SignerLanguage.French),
    };
}
