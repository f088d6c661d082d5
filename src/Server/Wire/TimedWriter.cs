using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Wire;

/// <summary>Writes the messages of an answer to a caller who must go on reading them.</summary>
/// <param name="stream">The messages.</param>
/// <param name="unread">Longest time for which one waits to be read.</param>
/// <param name="time">The clock.</param>
/// <param name="call">Ends with the call.</param>
internal sealed class TimedWriter<T>(IServerStreamWriter<T> stream, TimeSpan unread, TimeProvider time, CancellationToken call)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Writes a message.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: nobody reads.</exception>
    public async Task WriteAsync(T message)
    {
        using var late = new CancellationTokenSource(unread, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call, late.Token);
        try
        {
            await stream.WriteAsync(message, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !call.IsCancellationRequested)
        {
            throw Fault.LimitExceeded(ImportLimits.Told(unread));
        }
    }

    /// <summary>Writes bytes, in messages of 64 KiB at most.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="message">The message of a piece.</param>
    /// <exception cref="Fault">LIMIT_EXCEEDED: nobody reads.</exception>
    public async Task WriteAsync(byte[] content, Func<ByteString, T> message)
    {
        for (var at = 0; at < content.Length; at += MostBytes)
            await WriteAsync(message(UnsafeByteOperations.UnsafeWrap(content.AsMemory(at, Math.Min(MostBytes, content.Length - at)))));
    }
}
