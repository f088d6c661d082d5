using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MyOpenIP.Server.Outbox;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>
/// Posts messages to addresses that resellers name. Where a name leads is looked at when it is connected to, and that address
/// is connected to: a name that leads elsewhere a moment later leads nowhere else. No redirect is followed, no proxy asked, and
/// nothing of the answer is read but its code.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int LongestHeadersKilobytes = 16;
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(2);

    private readonly IReadOnlyList<IPNetwork> allowed;
    private readonly bool allowsCleartext;
    private readonly HttpMessageInvoker http;

    /// <summary>Makes one.</summary>
    /// <param name="allowed">Networks that may be connected to though they are not public.</param>
    /// <param name="allowsCleartext">Whether an address may begin with http.</param>
    /// <param name="authorities">Authorities of certificates that count instead of the machine's; null: the machine's.</param>
    public WebhookSender(IReadOnlyList<IPNetwork> allowed, bool allowsCleartext, X509Certificate2Collection? authorities = null)
    {
        (this.allowed, this.allowsCleartext) = (allowed, allowsCleartext);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = LongestConnect,
            PooledConnectionLifetime = LongestConnection,
            MaxResponseHeadersLength = LongestHeadersKilobytes,
            MaxResponseDrainSize = 0,
            ConnectCallback = ConnectAsync,
        };
        if (authorities is not null)
            handler.SslOptions.CertificateChainPolicy = TrustingIn(authorities);
        http = new HttpMessageInvoker(handler);
    }

    /// <summary>What is wrong with an address; null: nothing that can be seen before it is connected to.</summary>
    public string? FaultOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var read)
            && (read.Scheme == Uri.UriSchemeHttps || (allowsCleartext && read.Scheme == Uri.UriSchemeHttp))
            && read is { UserInfo: "", Fragment: "" } && url.Length <= LongestUrl
        ? null
        : Invariant($"\"{url}\" is no address of a webhook: it takes one like https://erp.example.fr/hooks, without a name of a user and without #, of {LongestUrl} characters at most.");

    private const int LongestUrl = 2000;

    /// <summary>Posts a message: it is there when this returns.</summary>
    /// <exception cref="WebhookNotTakenException">It is not; in words that the operator may read.</exception>
    /// <exception cref="UndeliverableException">It will never be taken there.</exception>
    public async Task SendAsync(string url, byte[] content, string contentType, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        if (FaultOf(url) is { } fault)
            throw new UndeliverableException(fault);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        int code;
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            code = (int)answer.StatusCode;
        }
        catch (HttpRequestException thrown)
        {
            throw new WebhookNotTakenException(thrown.InnerException is WebhookNotTakenException why ? why.Message : $"The receiver did not answer ({thrown.HttpRequestError}).");
        }
        if (code is < 200 or > 299)
            throw new WebhookNotTakenException(Invariant($"The receiver answered with {code}."));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] resolved;
        try
        {
            resolved = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        }
        catch (SocketException)
        {
            throw new WebhookNotTakenException("The name of the receiver is not known.");
        }
        IPAddress[] good = [.. resolved.Where(IsAllowed)];
        if (good.Length == 0)
            throw new WebhookNotTakenException("The name of the receiver leads to no address of the public internet, or of the networks that are allowed.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(good, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) => PublicAddresses.IsPublic(address) || (!address.IsIPv4MappedToIPv6 && allowed.Any(n => n.Contains(address)));

    private static X509ChainPolicy TrustingIn(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}

/// <summary>A receiver did not take a message.</summary>
/// <param name="message">Why, without anything that it said.</param>
internal sealed class WebhookNotTakenException(string message) : Exception(message);
