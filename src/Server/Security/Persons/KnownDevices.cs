using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// A browser that has logged in as an account keeps a cookie that says so. It opens nothing; it tells the person from the
/// strangers who guess, so that these do not lock it out. A reset makes all devices strangers again.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    private const string Cookie = "myopenip-device";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private readonly IDataProtector protector = protection.CreateProtector("MyOpenIP.KnownDevices");

    /// <summary>The device that a request says it comes from; null: none.</summary>
    public KnownDevice? Of(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: > 0 and < 1024 } text)
            return null;
        try
        {
            return protector.Unprotect(text).Split(' ') is [var account, var stamp, var device] ? new(account, stamp, device) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Gives the browser its cookie: the device keeps its name, whoever logs in.</summary>
    public void Remember(HttpContext http, Account account) => http.Response.Cookies.Append(
        Cookie,
        protector.Protect($"{account.Id} {account.SecurityStamp} {Guid.NewGuid():N}"),
        Tickets.CookieOptions(http, Lifetime));
}

/// <summary>A device that has logged in.</summary>
/// <param name="Account">Identifier of the account.</param>
/// <param name="Stamp">Security stamp of the account when it did.</param>
/// <param name="Id">Its own.</param>
internal sealed record KnownDevice(string Account, string Stamp, string Id)
{
    /// <summary>Whether it is known to an account as it is now.</summary>
    public bool IsOf(Account account) => Account == account.Id && Stamp == account.SecurityStamp;
}
