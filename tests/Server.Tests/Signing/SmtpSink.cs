using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>A mail server that keeps what it takes. What it says to a mail, and when, is for the test to say.</summary>
internal sealed class SmtpSink : MessageStore, IAsyncDisposable
{
    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private int offered;

    private SmtpSink(int port) => Port = port;

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>What it answers to the n-th mail that is offered, from 1; null: it takes it.</summary>
    public Func<int, Task<SmtpResponse?>> Answer { get; set; } = _ => Task.FromResult<SmtpResponse?>(null);

    /// <summary>What it took.</summary>
    public IReadOnlyList<MimeMessage> Taken => [.. taken];

    /// <summary>Mails that were offered to it.</summary>
    public int Offered => offered;

    /// <summary>Starts one on a free port.</summary>
    public static SmtpSink Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var sink = new SmtpSink(port);
        var services = new ServiceProvider();
        services.Add(sink);
        var options = new SmtpServerOptionsBuilder().ServerName("sink.example").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        sink.running = new SmtpServer.SmtpServer(options, services).StartAsync(sink.stop.Token);
        return sink;
    }

    /// <summary>What a server is told to send by it.</summary>
    public string[] Settings(int? through = null) =>
    [
        "--Mail:Host", "127.0.0.1", "--Mail:Port", $"{through ?? Port}", "--Mail:Security", "None", "--Mail:From", "Devis openIP <devis@openip.example>",
        "--Mail:TimeoutSeconds", "5", "--Outbox:RetrySeconds", "1",
    ];

    /// <summary>The mails of a Message-ID that begins so, once there is one.</summary>
    public async Task<MimeMessage> WaitAsync(string id)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (taken.FirstOrDefault(m => m.MessageId!.StartsWith(id, StringComparison.Ordinal)) is { } found)
                return found;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No mail {id} but {string.Join(", ", taken.Select(m => m.MessageId))}.");
    }

    /// <inheritdoc/>
    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var content = buffer.ToArray();
        if (await Answer(Interlocked.Increment(ref offered)) is { } answer)
            return answer;
        using var read = new MemoryStream(content);
        taken.Enqueue(await MimeMessage.LoadAsync(read, cancellationToken));
        return SmtpResponse.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running.WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // It ends.
        }
        stop.Dispose();
    }
}
