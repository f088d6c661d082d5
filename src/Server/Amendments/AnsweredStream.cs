using Grpc.Core;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// A bidirectional stream in which every message is answered in its turn. Answers to messages that are there already are
/// sent together, a few at most; a caller who does not read them is not read either. Large messages are answered in turns,
/// and what comes after a large one is received in turns too: to read it is as much work as to answer it.
/// </summary>
/// <param name="requests">The messages.</param>
/// <param name="answers">Where the answers go.</param>
/// <param name="answer">Answers a message, told whether it has a turn; what it throws ends the stream.</param>
/// <param name="isLarge">Whether a message is large.</param>
/// <param name="large">The turns.</param>
/// <param name="time">The clock of the idle time.</param>
internal sealed class AnsweredStream<TRequest, TAnswer>(
    IAsyncStreamReader<TRequest> requests,
    IServerStreamWriter<TAnswer> answers,
    Func<TRequest, bool, CancellationToken, ValueTask<TAnswer>> answer,
    Func<TRequest, bool> isLarge,
    LargeRequests large,
    TimeProvider time)
    where TRequest : class
{
    /// <summary>Most messages of a stream.</summary>
    public const int MostMessages = 10_000;

    /// <summary>Most answers that are sent together.</summary>
    public const int MostTogether = 16;

    /// <summary>Longest time for which a stream waits for its caller, to send or to read.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    private static readonly WriteOptions WithTheNext = new(WriteFlags.BufferHint);

    /// <summary>Answers all messages.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED, after the answers to the messages before.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var idle = new CancellationTokenSource(LongestIdle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
        var next = ReceiveAsync(afterLarge: false, either.Token);
        try
        {
            for (int count = 0, together = 0; await next is { HasOne: true } received; count++)
            {
                if (count == MostMessages)
                    throw Fault.LimitExceeded(Invariant($"{MostMessages}"));
                var (message, wasLarge) = await AnswerAsync(received, either.Token);
                if (!wasLarge)
                    next = ReceiveAsync(afterLarge: false, either.Token);
                together = !wasLarge && next.IsCompletedSuccessfully && together < MostTogether ? together + 1 : 0;
                answers.WriteOptions = together > 0 ? WithTheNext : null;
                idle.CancelAfter(LongestIdle);
                await answers.WriteAsync(message, either.Token);
                idle.CancelAfter(LongestIdle);
                if (wasLarge)
                    next = ReceiveAsync(afterLarge: true, either.Token);
            }
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Fault.LimitExceeded(Invariant($"{LongestIdle.TotalSeconds} s"));
        }
        finally
        {
            // A message that is still waited for uses the call, which ends with this method.
            await either.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully)
                next.Result.Turn?.Dispose();
        }
    }

    /// <summary>Receives the next message, if there is one.</summary>
    private async Task<Received> ReceiveAsync(bool afterLarge, CancellationToken cancellation)
    {
        if (!afterLarge)
            return new(await requests.MoveNext(cancellation), null);
        var hasOne = false;
        try
        {
            var turn = await large.ReceiveAsync(async () => hasOne = await requests.MoveNext(cancellation), cancellation);
            return new(hasOne, turn);
        }
        catch (Fault) when (!cancellation.IsCancellationRequested)
        {
            // No turn came in time: the message is received all the same, and told so.
            return new(hasOne || await requests.MoveNext(cancellation), null);
        }
    }

    /// <summary>Answers a message, in the turn in which it was received.</summary>
    /// <returns>The answer, and whether the message was large.</returns>
    private async ValueTask<(TAnswer Answer, bool WasLarge)> AnswerAsync(Received received, CancellationToken cancellation)
    {
        using var turn = received.Turn;
        var message = requests.Current;
        return (await answer(message, turn is not null, cancellation), isLarge(message));
    }

    /// <summary>Whether there is another message, and the turn in which it was received, if it was.</summary>
    private readonly record struct Received(bool HasOne, IDisposable? Turn);
}
