using System.Net;
using System.Text.RegularExpressions;

namespace MyOpenIP.ClientSamples.Signing;

/// <summary>A customer in front of a browser without a screen: opens the link of a mail, reads the page, ticks and signs.</summary>
/// <param name="site">Where the server of the pages is reached.</param>
internal sealed partial class Signer(Uri site) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site };

    /// <summary>Opens the link that stands in a mail.</summary>
    /// <param name="mail">The text of the mail.</param>
    /// <returns>The page.</returns>
    public async Task<SigningSheet> OpenAsync(string mail)
    {
        var link = Link().Match(mail);
        Expect.True(link.Success, "There is a link in the mail");
        var address = new Uri(site, link.Groups["path"].Value);
        return new(address, await http.GetStringAsync(address));
    }

    /// <summary>Agrees to every document, and signs.</summary>
    /// <returns>The page that comes then.</returns>
    public async Task<string> SignAsync(SigningSheet page, string name, string capacity)
    {
        var hidden = Hidden().Matches(page.Html).DistinctBy(m => m.Groups["name"].Value).Select(m => Field(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        var documents = Box().Matches(page.Html).Select(m => Field("document", m.Groups["value"].Value));
        using var form = new FormUrlEncodedContent([.. hidden, .. documents, Field("name", name), Field("capacity", capacity), Field("do", "sign")]);
        using var answer = await http.PostAsync(page.Address, form);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static KeyValuePair<string, string> Field(string name, string value) => new(name, value);

    [GeneratedRegex(@"https?://[^/\s]+(?<path>/sign/[A-Za-z0-9_-]{43})")]
    private static partial Regex Link();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)"[^>]* value="(?<value>[^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<input type="checkbox"[^>]* name="document" value="(?<value>[0-9]+)""")]
    private static partial Regex Box();
}

/// <summary>The page of a link.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Html">What it shows.</param>
internal sealed record SigningSheet(Uri Address, string Html);
