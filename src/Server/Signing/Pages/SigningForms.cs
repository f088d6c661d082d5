using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>
/// What the forms of the page carry to prove that they were shown by it: a seal that is good for the one link that it was made
/// for, and for a day. It needs no cookie: whoever could read it has the link, which is all that signing takes.
/// </summary>
internal sealed class SigningForms(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The field of the seal.</summary>
    public const string Field = "form";

    /// <summary>For how long a page may stand open.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The seal of a page that is shown now.</summary>
    public string Seal(string linkDigest) => Of(linkDigest).Protect(time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>When the page was shown whose seal comes back; null: it is none of this link, too old, or sent by another site.</summary>
    public DateTimeOffset? ShownAt(HttpRequest request, IFormCollection form, string linkDigest)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
            return null;
        try
        {
            var shown = new DateTimeOffset(long.Parse(Of(linkDigest).Unprotect(form[Field].ToString()), CultureInfo.InvariantCulture), TimeSpan.Zero);
            return shown + Longest > time.GetUtcNow() ? shown : null;
        }
        catch (Exception thrown) when (thrown is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Of(string linkDigest) => protection.CreateProtector("MyOpenIP.SigningForms", linkDigest);
}
