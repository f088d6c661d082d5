using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>
/// A way to a mail server that is cut after the final dot of the first mails: the server has the mail, and who sent it never
/// hears so.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private int left;

    /// <param name="target">The port of the mail server.</param>
    /// <param name="cuts">How often it cuts.</param>
    public CuttingProxy(int target, int cuts)
    {
        (this.target, left) = (target, cuts);
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often it cut.</summary>
    public int Cut { get; private set; }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                var hasEnded = false;
                var up = PassAsync(client, server, bytes => hasEnded |= bytes.EndsWith("\r\n.\r\n", StringComparison.Ordinal));
                var down = PassAsync(server, client, _ => hasEnded && Interlocked.Decrement(ref left) >= 0 ? throw new OperationCanceledException() : false);
                await Task.WhenAny(up, down);
                if (down.IsCanceled || down.IsFaulted)
                    Cut++;
            }
            catch (Exception thrown) when (thrown is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone, and so is the other.
            }
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, Func<string, bool> look)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read)
        {
            look(Encoding.Latin1.GetString(buffer, 0, read));
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }
}
