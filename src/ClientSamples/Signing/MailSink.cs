using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MyOpenIP.ClientSamples.Signing;

/// <summary>A mail server of this process: it takes every mail and hands it to who waits for it.</summary>
internal sealed class MailSink : MessageStore, IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private readonly int port = ServerProcess.FreePort();

    /// <summary>Starts it on a free port of this machine.</summary>
    public MailSink()
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        var options = new SmtpServerOptionsBuilder().ServerName("mail.example").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        running = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
    }

    /// <summary>The settings with which a server sends by it.</summary>
    public string[] Settings =>
        ["--Mail:Host", "127.0.0.1", "--Mail:Port", $"{port}", "--Mail:Security", "None", "--Mail:From", "Devis openIP <devis@openip.example>"];

    /// <summary>The mail whose Message-ID begins so, once it is there.</summary>
    /// <exception cref="UnexpectedAnswerException">It does not come.</exception>
    public async Task<MimeMessage> WaitAsync(string id)
    {
        for (var end = DateTime.UtcNow + Longest; DateTime.UtcNow < end; await Task.Delay(Pause))
            if (taken.FirstOrDefault(m => m.MessageId?.StartsWith(id, StringComparison.Ordinal) is true) is { } found)
                return found;
        throw new UnexpectedAnswerException($"No mail {id} came, but: {string.Join(", ", taken.Select(m => m.MessageId))}.");
    }

    /// <inheritdoc/>
    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(buffer.ToArray());
        taken.Enqueue(await MimeMessage.LoadAsync(content, cancellationToken));
        return SmtpResponse.Ok;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }
}
