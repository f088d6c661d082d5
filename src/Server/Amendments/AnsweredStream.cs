using Grpc.Core;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// A bidirectional stream in which every message is answered in its turn. Answers to messages that are there already are
/// sent together, a few at most; a caller who does not read them is not read either.
/// </summary>
/// <param name="requests">The messages.</param>
/// <param name="answers">Where the answers go.</param>
/// <param name="answer">Answers a message; what it throws ends the stream.</param>
/// <param name="time">The clock of the idle time.</param>
internal sealed class AnsweredStream<TRequest, TAnswer>(
    IAsyncStreamReader<TRequest> requests,
    IServerStreamWriter<TAnswer> answers,
    Func<TRequest, CancellationToken, ValueTask<TAnswer>> answer,
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
        var next = requests.MoveNext(either.Token);
        try
        {
            for (int count = 0, together = 0; await next; count++)
            {
                if (count == MostMessages)
                    throw Fault.LimitExceeded(Invariant($"{MostMessages}"));
                var message = await answer(requests.Current, either.Token);
                next = requests.MoveNext(either.Token);
                together = next.IsCompletedSuccessfully && together < MostTogether ? together + 1 : 0;
                answers.WriteOptions = together > 0 ? WithTheNext : null;
                idle.CancelAfter(LongestIdle);
                await answers.WriteAsync(message, either.Token);
                idle.CancelAfter(LongestIdle);
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
        }
    }
}
