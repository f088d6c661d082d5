using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace MyOpenIP.Server.Tests.Security.Persons;

/// <summary>A browser without a screen: it keeps cookies, follows no redirect by itself, fills in forms, and comes from an address of this machine.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient http;

    /// <param name="server">The address of the server.</param>
    /// <param name="from">The address that it comes from, one of 127.0.0.0/8.</param>
    /// <param name="language">What its accept-language header says.</param>
    public Browser(Uri server, string from = "127.0.0.1", string language = "fr")
    {
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = server,
        };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens an address.</summary>
    public async Task<Shown> OpenAsync(Uri address) => await ShownAsync(await http.GetAsync(address, Cancellation));

    /// <summary>Opens an address, and those that it leads to, on this server.</summary>
    public async Task<Shown> FollowAsync(Uri address)
    {
        var shown = await OpenAsync(address);
        for (var steps = 0; shown.Next is { } next && next.Authority == http.BaseAddress!.Authority && steps < 10; steps++)
            shown = await OpenAsync(next);
        return shown;
    }

    /// <summary>Sends the form of a page, with what is filled in.</summary>
    public async Task<Shown> SendAsync(Shown page, params (string Field, string Value)[] filled)
    {
        // Of several forms the first: their hidden fields are alike.
        var hidden = Hidden().Matches(page.Text).DistinctBy(m => m.Groups[1].Value)
            .Where(m => filled.All(f => f.Field != m.Groups[1].Value))
            .Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        using var form = new FormUrlEncodedContent([.. hidden, .. filled.Select(f => KeyValuePair.Create(f.Field, f.Value))]);
        return await ShownAsync(await http.PostAsync(page.Address, form, Cancellation));
    }

    public void Dispose() => http.Dispose();

    private static async Task<Shown> ShownAsync(HttpResponseMessage response)
    {
        using (response)
            return new Shown(
                response.RequestMessage!.RequestUri!, response.StatusCode,
                response.Headers.Location is { } next ? new Uri(response.RequestMessage.RequestUri!, next) : null,
                await response.Content.ReadAsStringAsync(Cancellation), response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)"[^>]* value="([^"]*)">""")]
    private static partial Regex Hidden();
}

/// <summary>What a browser was answered.</summary>
internal sealed record Shown(Uri Address, HttpStatusCode Status, Uri? Next, string Text, IReadOnlyDictionary<string, string> Headers);
