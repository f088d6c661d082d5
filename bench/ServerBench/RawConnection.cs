using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MyOpenIP.ServerBench;

/// <summary>A connection on which bytes are sent that no client library would send: HTTP/2 by hand, as far as attacks need it.</summary>
internal sealed class RawConnection : IDisposable
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte EndOfHeaders = 4;
    private const byte EndOfStream = 1;
    private const int HeaderBytes = 9;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Uri address;

    private RawConnection(Uri address) => this.address = address;

    /// <summary>Connects, and sends nothing.</summary>
    public static async Task<RawConnection> OpenAsync(Uri address, CancellationToken cancellation)
    {
        var connection = new RawConnection(address);
        await connection.socket.ConnectAsync(address.Host, address.Port, cancellation);
        return connection;
    }

    /// <summary>Begins HTTP/2.</summary>
    public Task BeginAsync(CancellationToken cancellation) =>
        SendAsync([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])], cancellation);

    /// <summary>The headers of a call, such as /myopenip.v1.Amendments/PreviewAmendment. Streams are 1, 3, 5 and so on.</summary>
    public byte[] CallOf(int stream, string method, string authorization, string encoding = "identity") => Frame(
        Headers, EndOfHeaders, stream,
        [
            0x83, 0x86, .. Literal([1], address.Authority), .. Literal([4], method), .. Literal([0x0F, 16], "application/grpc"), .. Literal([0x0F, 8], authorization),
            0, .. Text("te"), .. Text("trailers"), 0, .. Text("grpc-encoding"), .. Text(encoding),
        ]);

    /// <summary>A part of the body of a call.</summary>
    public static byte[] DataOf(int stream, byte[] bytes, bool isLast = false) => Frame(Data, isLast ? EndOfStream : (byte)0, stream, bytes);

    /// <summary>The end of a call that its caller no longer wants.</summary>
    public static byte[] ResetOf(int stream) => Frame(Reset, 0, stream, [0, 0, 0, 8]);

    /// <summary>Sends bytes as they are.</summary>
    /// <exception cref="SocketException">The server has closed the connection.</exception>
    public async Task SendAsync(byte[] bytes, CancellationToken cancellation)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent), cancellation);
    }

    /// <summary>Reads until the server closes the connection.</summary>
    /// <returns>All that it sent.</returns>
    public async Task<byte[]> ReadToEndAsync(CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var bytes = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(bytes, cancellation) is > 0 and var read)
                all.Write(bytes, 0, read);
        }
        catch (SocketException)
        {
            // Cut is closed.
        }
        return all.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static byte[] Frame(byte type, byte flags, int stream, byte[] content)
    {
        var frame = new byte[HeaderBytes + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length << 8 | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        content.CopyTo(frame, HeaderBytes);
        return frame;
    }

    private static byte[] Literal(byte[] name, string value) => [.. name, .. Text(value)];

    /// <summary>A text of up to 126 bytes.</summary>
    private static byte[] Text(string text) => [(byte)Encoding.ASCII.GetByteCount(text), .. Encoding.ASCII.GetBytes(text)];
}
