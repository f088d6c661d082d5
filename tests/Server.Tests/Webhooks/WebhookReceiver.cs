using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MyOpenIP.Server.Tests.Webhooks;

/// <summary>A message as a receiver got it.</summary>
internal sealed record ReceivedWebhook(string Id, string Timestamp, string Signature, string ContentType, string Body);

/// <summary>Receives webhooks on this machine, and answers as a test tells it to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private int count;

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>What came, all of it, whatever was answered.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    /// <summary>Answers the request of a number, from 1; without it each is taken.</summary>
    public Func<int, HttpContext, Task> Answer { get; set; } = (_, http) =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>Its address.</summary>
    public string Url => $"{app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/hooks";

    /// <summary>The same by number.</summary>
    public string UrlByNumber => $"{app.Urls.Single()}/hooks";

    public static async Task<WebhookReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var made = new WebhookReceiver(builder.Build());
        made.app.Run(made.ReceiveAsync);
        await made.app.StartAsync(TestContext.Current.CancellationToken);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        Received.Enqueue(new(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), http.Request.ContentType ?? "",
            await reader.ReadToEndAsync(http.RequestAborted)));
        await Answer(Interlocked.Increment(ref count), http);
    }
}
