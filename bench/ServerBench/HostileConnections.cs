using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace MyOpenIP.ServerBench;

/// <summary>Attacks on connections and on what comes before a message is read, as somebody makes them who means no good.</summary>
internal static class HostileConnections
{
    private const string Method = "/myopenip.v1.Amendments/PreviewAmendment";

    // Another client than those beside it: what one calls at once is bounded.
    private const string Authorization = "Dev reseller:hostile";

    private const int LargestMessage = 4 * 1024 * 1024;
    private const int LargestFrame = 16 * 1024;
    private const int ResetsTogether = 200;
    private static readonly TimeSpan BeforeTheNext = TimeSpan.FromMilliseconds(100);

    /// <summary>The kinds of attack, and how many connections make one at once.</summary>
    public static IReadOnlyDictionary<string, int> Kinds { get; } = new Dictionary<string, int>
    {
        ["small-bombs"] = 16,
        ["oversize"] = 16,
        ["slow-bodies"] = 500,
        ["slow-headers"] = 500,
        ["resets"] = 16,
        ["idle"] = 5_000,
    };

    /// <summary>Attacks until it is told to stop, on as many connections at once as asked for; whenever the server ends one, there is another.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="grpc">Where gRPC is served.</param>
    /// <param name="http">Where HTTP/1.1 is served.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="ended">Told of every connection that the server ended.</param>
    /// <param name="end">Stops it.</param>
    public static Task RunAsync(string kind, Uri grpc, Uri http, int connections, Action ended, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (!end.IsCancellationRequested)
                try
                {
                    using var connection = await RawConnection.OpenAsync(kind == "slow-headers" ? http : grpc, end);
                    await AttackAsync(kind, connection, end);
                    await EndedAsync(ended);
                }
                catch (SocketException)
                {
                    // Refused, or cut while it was written to.
                    await EndedAsync(ended);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
        }));

    private static Task EndedAsync(Action ended)
    {
        ended();
        return Task.Delay(BeforeTheNext, CancellationToken.None);
    }

    /// <summary>Attacks until the server ends the connection.</summary>
    private static async Task AttackAsync(string kind, RawConnection connection, CancellationToken cancellation)
    {
        switch (kind)
        {
            case "idle":
                await connection.ReadToEndAsync(cancellation);
                break;
            case "slow-headers":
                await DripAsync(connection, Encoding.ASCII.GetBytes("GET /v1/customers HTTP/1.1\r\nhost: a\r\nx: " + new string('x', 4_000)), b => b, cancellation);
                break;
            case "slow-bodies":
                await connection.BeginAsync(cancellation);
                await connection.SendAsync(connection.CallOf(1, Method, Authorization), cancellation);
                await DripAsync(connection, [0, 0, 0, 0x0F, 0xA0, .. new byte[4_000]], b => RawConnection.DataOf(1, b), cancellation);
                break;
            case "small-bombs":
                await SendAsync(connection, [1, .. Framed(Bomb)], "gzip", cancellation);
                break;
            case "oversize":
                await SendAsync(connection, [0, .. Framed(new byte[LargestMessage + 1])], "identity", cancellation);
                break;
            case "resets":
                await ResetAsync(connection, cancellation);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown.");
        }
    }

    /// <summary>64 MB of nothing, in 64 kB.</summary>
    private static byte[] Bomb { get; } = Zipped(new byte[16 * LargestMessage]);

    private static byte[] Framed(byte[] message) => [(byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];

    private static byte[] Zipped(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return compressed.ToArray();
    }

    /// <summary>A byte at a time, for as long as the server takes them; it may close the connection while none is sent.</summary>
    private static async Task DripAsync(RawConnection connection, byte[] bytes, Func<byte[], byte[]> wrap, CancellationToken cancellation)
    {
        var closed = connection.ReadToEndAsync(cancellation);
        foreach (var one in bytes)
        {
            if (closed.IsCompleted)
                return;
            await connection.SendAsync(wrap([one]), cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        }
    }

    /// <summary>A call as large as it is, within the window that a server opens at once, and again on the next connection.</summary>
    private static async Task SendAsync(RawConnection connection, byte[] body, string encoding, CancellationToken cancellation)
    {
        await connection.BeginAsync(cancellation);
        var answer = connection.ReadToEndAsync(cancellation);
        await connection.SendAsync(connection.CallOf(1, Method, Authorization, encoding), cancellation);
        const int Window = 64 * 1024 - 1;
        foreach (var part in body.Take(Window).Chunk(LargestFrame))
            await connection.SendAsync(RawConnection.DataOf(1, part, isLast: false), cancellation);

        // Whether it is answered or not, the caller goes away.
        await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(50), cancellation));
    }

    /// <summary>Calls that are given up as soon as they are made.</summary>
    private static async Task ResetAsync(RawConnection connection, CancellationToken cancellation)
    {
        await connection.BeginAsync(cancellation);
        var closed = connection.ReadToEndAsync(cancellation);
        for (var stream = 1; !closed.IsCompleted && stream < int.MaxValue / 2; stream += 2 * ResetsTogether)
            await connection.SendAsync(
                [.. Enumerable.Range(0, ResetsTogether).SelectMany(i => (byte[])[.. connection.CallOf(stream + (2 * i), Method, Authorization), .. RawConnection.ResetOf(stream + (2 * i))])],
                cancellation);
    }
}
