using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MyOpenIP.Client.Tests;

/// <summary>A service that answers UNAVAILABLE, but an empty message to every second call.</summary>
internal sealed class AwayOnce : IAsyncDisposable
{
    private readonly WebApplication application;
    private int calls;

    private AwayOnce()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    /// <summary>How many calls have come.</summary>
    public int Calls => calls;

    /// <summary>What they said, each with its frame.</summary>
    public List<byte[]> Bodies { get; } = [];

    /// <summary>Where it listens.</summary>
    public Uri Address => new(application.Urls.Single());

    /// <summary>Starts it on a free port.</summary>
    public static async Task<AwayOnce> StartAsync()
    {
        var service = new AwayOnce();
        await service.application.StartAsync();
        return service;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (Bodies)
            Bodies.Add(body.ToArray());
        context.Response.ContentType = "application/grpc";
        if (Interlocked.Increment(ref calls) % 2 == 1)
        {
            context.Response.Headers["grpc-status"] = "14";
            return;
        }

        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
