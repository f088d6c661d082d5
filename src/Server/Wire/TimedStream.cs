using Grpc.Core;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Wire;

/// <summary>A stream of messages with an end: a client stream has neither a longest time nor a least rate of its own.</summary>
/// <param name="stream">The messages.</param>
/// <param name="total">Longest time from now to the last message.</param>
/// <param name="idle">Longest time between two messages.</param>
/// <param name="time">The clock of both.</param>
/// <param name="call">Ends with the call.</param>
internal sealed class TimedStream<T>(IAsyncStreamReader<T> stream, TimeSpan total, TimeSpan idle, TimeProvider time, CancellationToken call) : IDisposable
{
    private readonly long began = time.GetTimestamp();
    private readonly CancellationTokenSource whole = new(total, time);
    private readonly CancellationTokenSource between = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenSource? any;

    /// <summary>The message that came last.</summary>
    public T Current => stream.Current;

    /// <summary>Whether there is another message.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: it did not come in time.</exception>
    public async Task<bool> NextAsync()
    {
        any ??= CancellationTokenSource.CreateLinkedTokenSource(call, whole.Token, between.Token);
        between.CancelAfter(idle);
        try
        {
            var isThere = await stream.MoveNext(any.Token);
            // What is done with a message, and waited for to do it, is not its caller's silence.
            between.CancelAfter(Timeout.InfiniteTimeSpan);
            return isThere;
        }
        catch (OperationCanceledException) when (any.IsCancellationRequested && !call.IsCancellationRequested)
        {
            throw Fault.LimitExceeded(ImportLimits.Told(time.GetElapsedTime(began) >= total ? total : idle));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        any?.Dispose();
        between.Dispose();
        whole.Dispose();
    }
}
