using System.Threading.Channels;
using Grpc.Core;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// A bidirectional stream in which every message is answered, in its order, a few being worked on at once. A caller who
/// does not read the answers is not read either: no more than a few wait, however many messages come.
/// </summary>
/// <param name="requests">The messages.</param>
/// <param name="answers">Where the answers go.</param>
/// <param name="answer">Answers a message; what it throws ends the stream.</param>
/// <param name="time">The clock of the idle time.</param>
internal sealed class AnsweredStream<TRequest, TAnswer>(
    IAsyncStreamReader<TRequest> requests,
    IServerStreamWriter<TAnswer> answers,
    Func<TRequest, CancellationToken, Task<TAnswer>> answer,
    TimeProvider time)
    where TRequest : class
{
    /// <summary>Most messages of a stream.</summary>
    public const int MostMessages = 10_000;

    /// <summary>Messages that are worked on at once.</summary>
    public static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>Longest time for which a stream waits for its caller, to send or to read.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    /// <summary>Answers all messages.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED, after the answers to the messages before.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = Channel.CreateBounded<Task<TAnswer>>(new BoundedChannelOptions(AtOnce) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(queue.Writer, stop.Token);
        try
        {
            await foreach (var work in queue.Reader.ReadAllAsync(stop.Token))
            {
                var message = await work;
                await NotIdleAsync(
                    async token =>
                    {
                        await answers.WriteAsync(message, token);
                        return true;
                    },
                    stop.Token);
            }
        }
        finally
        {
            // What is still worked on uses the call, which ends with this method.
            await stop.CancelAsync();
            await reading;
            while (queue.Reader.TryRead(out var work))
                await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Starts the work on each message as soon as there is room for its answer; what ends it ends the queue.</summary>
    private async Task ReadAsync(ChannelWriter<Task<TAnswer>> queue, CancellationToken stop)
    {
        try
        {
            for (var count = 0; await queue.WaitToWriteAsync(stop) && await NotIdleAsync(requests.MoveNext, stop); count++)
            {
                if (count == MostMessages)
                    throw Fault.LimitExceeded(Invariant($"{MostMessages}"));
                var message = requests.Current;
                queue.TryWrite(Task.Run(() => answer(message, stop), stop));
            }
            queue.Complete();
        }
        catch (Exception ended)
        {
            queue.Complete(ended);
        }
    }

    /// <summary>A step that the caller has to let happen, in time.</summary>
    private async Task<bool> NotIdleAsync(Func<CancellationToken, Task<bool>> step, CancellationToken stop)
    {
        using var idle = new CancellationTokenSource(LongestIdle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, idle.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw Fault.LimitExceeded(Invariant($"{LongestIdle.TotalSeconds} s"));
        }
    }
}
