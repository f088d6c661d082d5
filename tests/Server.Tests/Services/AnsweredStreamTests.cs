using System.Threading.Channels;
using Grpc.Core;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Tests.Services;

public sealed class AnsweredStreamTests
{
    private static readonly int AtOnce = AnsweredStream<string, string>.AtOnce;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_who_does_not_read_is_not_read_so_that_memory_stays_flat()
    {
        var (messages, answers) = (new Messages(1000), new Answers());
        var run = new AnsweredStream<string, string>(messages, answers, (m, _) => Task.FromResult(m), TimeProvider.System).RunAsync(Cancellation);
        for (var read = 0; read < 5; read++)
        {
            // One answer is being written, one message is held by the reader, the rest waits in the queue.
            await Task.Delay(50, Cancellation);
            Assert.InRange(messages.Read, read + 1, read + AtOnce + 2);
            await answers.Written.Reader.ReadAsync(Cancellation);
        }
        for (var read = 5; read < 1000; read++)
            Assert.Equal($"{read}", await answers.Written.Reader.ReadAsync(Cancellation));
        await run;
    }

    [Fact]
    public async Task A_few_messages_are_worked_on_at_once_and_answered_in_order()
    {
        var (working, most) = (0, 0);
        var answers = new Answers(capacity: 200);
        await new AnsweredStream<string, string>(new Messages(200), answers, WorkAsync, TimeProvider.System).RunAsync(Cancellation);

        Assert.InRange(most, 2, AtOnce + 1);
        for (var i = 0; i < 200; i++)
            Assert.Equal($"{i}", await answers.Written.Reader.ReadAsync(Cancellation));

        async Task<string> WorkAsync(string message, CancellationToken stop)
        {
            InterlockedMax(ref most, Interlocked.Increment(ref working));
            await Task.Delay(int.Parse(message, null) % 3, stop);
            Interlocked.Decrement(ref working);
            return message;
        }
    }

    [Fact]
    public async Task Nothing_is_worked_on_any_more_once_the_stream_has_ended()
    {
        using var stop = new CancellationTokenSource();
        var working = 0;
        var run = new AnsweredStream<string, string>(new Messages(1000), new Answers(), WorkAsync, TimeProvider.System).RunAsync(stop.Token);
        while (Volatile.Read(ref working) < 2)
            await Task.Delay(5, Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, Volatile.Read(ref working));

        async Task<string> WorkAsync(string message, CancellationToken token)
        {
            Interlocked.Increment(ref working);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                // The work takes its time to end.
                Thread.Sleep(50);
                Interlocked.Decrement(ref working);
            }
            return message;
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    /// <summary>A caller who has sent all messages already.</summary>
    private sealed class Messages(int count) : IAsyncStreamReader<string>
    {
        public int Read { get; private set; }

        public string Current => $"{Read - 1}";

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(Read < count && ++Read > 0);
    }

    /// <summary>A caller who reads when the test does.</summary>
    private sealed class Answers(int capacity = 1) : IServerStreamWriter<string>
    {
        public Channel<string> Written { get; } = Channel.CreateBounded<string>(capacity);

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(string message, CancellationToken cancellationToken) => Written.Writer.WriteAsync(message, cancellationToken).AsTask();
    }
}
