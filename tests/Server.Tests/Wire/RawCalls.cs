using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Grpc.Core;
using RichStatus = Google.Rpc.Status;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Calls as bytes: what no client library would send.</summary>
internal sealed class RawCalls(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>A frame with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="compressed">The flag of the frame.</param>
    public static byte[] Frame(byte[] message, byte compressed = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>Bytes compressed by gzip.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }

    /// <summary>Sends a body to a method, such as Amendments/PreviewAmendment; a timeout is written like 200m, in milliseconds.</summary>
    public async Task<RawAnswer> SendAsync(string method, byte[] body, string? encoding = null, string authorization = "Dev operator", string? timeout = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/myopenip.v1.{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        request.Headers.TryAddWithoutValidation("accept-language", "en");
        if (encoding is not null)
            request.Headers.TryAddWithoutValidation("grpc-encoding", encoding);
        if (timeout is not null)
            request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var details = Value("grpc-status-details-bin") is { } text ? RichStatus.Parser.ParseFrom(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))) : null;
        return new((StatusCode)int.Parse(Value("grpc-status") ?? "2", null), Uri.UnescapeDataString(Value("grpc-message") ?? ""), details, answer);

        string? Value(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.Single() : null;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>The answer to a call of bytes.</summary>
/// <param name="Code">Its status.</param>
/// <param name="Message">What it says.</param>
/// <param name="Details">The status with its details; null: it has none.</param>
/// <param name="Body">The frames that came.</param>
internal sealed record RawAnswer(StatusCode Code, string Message, RichStatus? Details, byte[] Body);
