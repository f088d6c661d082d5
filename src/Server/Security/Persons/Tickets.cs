using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// From the login page to the issuer, a step of the same browser: who logged in, for which request of a portal. Good for that
/// request alone and for a minute; nobody stays logged in here.
/// </summary>
internal sealed class Tickets(IDataProtectionProvider protection, TimeProvider time)
{
    private const string Cookie = "myopenip-login";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly IDataProtector protector = protection.CreateProtector("MyOpenIP.Tickets");

    /// <summary>Gives the browser a ticket for the request of its query.</summary>
    public void Give(HttpContext http, Account account) => http.Response.Cookies.Append(
        Cookie,
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id} {account.SecurityStamp} {time.GetUtcNow().UtcTicks} {Digest(http)}")),
        CookieOptions(http, Lifetime));

    /// <summary>Takes the ticket of the browser, good or not.</summary>
    /// <returns>The account and its security stamp; null: there was none for this request.</returns>
    public (string Account, string Stamp)? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 1024 } text)
            return null;
        http.Response.Cookies.Delete(Cookie, CookieOptions(http, null));
        try
        {
            return protector.Unprotect(text).Split(' ') is [var account, var stamp, var at, var digest] && digest == Digest(http)
                && new DateTimeOffset(long.Parse(at, CultureInfo.InvariantCulture), TimeSpan.Zero) + Lifetime > time.GetUtcNow()
                    ? (account, stamp)
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Cookies of the login: no script reads them, no other site sends them.</summary>
    public static CookieOptions CookieOptions(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        IsEssential = true,
        MaxAge = lifetime,
    };

    private static string Digest(HttpContext http) => Sha256Hex.Of(http.Request.QueryString.Value ?? "");
}
