using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>
/// Stands before a server and loses its first answer to every write: the server has applied it, and the client is told
/// UNAVAILABLE, as when a connection breaks. What comes again with the same bytes gets its answer.
/// </summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    private static readonly string[] Reads = ["/Get", "/List", "/Preview", "/Check", "/Download"];

    private readonly HttpMessageInvoker server = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, int> writes = new();
    private readonly WebApplication application;
    private readonly Uri behind;

    private LosingProxy(Uri behind)
    {
        this.behind = behind;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        application = builder.Build();
        application.Run(ForwardAsync);
    }

    /// <summary>How often each write came, by its path and bytes.</summary>
    public IReadOnlyDictionary<string, int> Writes => writes;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(application.Urls.Single());

    /// <summary>Starts it on a free port, before a server of gRPC.</summary>
    public static async Task<LosingProxy> StartAsync(Uri behind)
    {
        var proxy = new LosingProxy(behind);
        await proxy.application.StartAsync();
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        server.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(behind, http.Request.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, values) in http.Request.Headers.Where(h => h.Key is not "Host" && !h.Key.StartsWith(':')))
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        using var answer = await server.SendAsync(request, http.RequestAborted);
        var message = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);

        http.Response.ContentType = "application/grpc";
        var path = http.Request.Path.Value!;
        if (!Reads.Any(r => path.Contains(r, StringComparison.Ordinal))
            && writes.AddOrUpdate($"{path} {Convert.ToHexString(body.ToArray())}", 1, (_, times) => times + 1) == 1)
        {
            http.Response.Headers["grpc-status"] = "14";
            return;
        }

        foreach (var (name, values) in answer.Headers)
            http.Response.Headers[name] = values.ToArray();
        // A refusal without a message is headers alone.
        if (message.Length > 0)
            await http.Response.Body.WriteAsync(message, http.RequestAborted);
        foreach (var (name, values) in answer.TrailingHeaders)
            http.Response.AppendTrailer(name, values.ToArray());
    }
}
