using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing;

/// <summary>Where links lead, and whether there is a way to send them.</summary>
/// <param name="Address">The address under which the server is known, ending with a slash.</param>
/// <param name="SendsMail">Whether mail can be sent.</param>
internal sealed record SigningSite(Uri Address, bool SendsMail)
{
    /// <summary>Where the page of a link is.</summary>
    public const string Path = "/sign";

    /// <summary>Where the page is on which anybody verifies a file.</summary>
    public const string VerifyPath = "/verify";

    /// <summary>That page.</summary>
    public Uri VerifyPage => new(Address, VerifyPath[1..]);

    /// <summary>The link of a token.</summary>
    public Uri LinkOf(string token) => new(Address, $"{Path[1..]}/{token}");

    /// <summary>Refuses to ask anybody where no mail can be sent.</summary>
    /// <param name="amendment">Name of the amendment.</param>
    /// <exception cref="Fault">MAIL_NOT_CONFIGURED.</exception>
    public void RequireMail(string amendment)
    {
        if (!SendsMail)
            throw Fault.MailNotConfigured(amendment);
    }
}
