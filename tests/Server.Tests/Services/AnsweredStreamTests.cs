using System.Threading.Channels;
using Grpc.Core;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Services;

public sealed class AnsweredStreamTests : IDisposable
{
    private readonly LargeRequests large = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_who_does_not_read_is_not_read_so_that_memory_stays_flat()
    {
        var (messages, answers) = (new Messages(1000), new Answers());
        var run = new AnsweredStream<string, string>(messages, answers, (m, _, _) => new(m), _ => false, large, TimeProvider.System).RunAsync(Cancellation);
        for (var read = 0; read < 5; read++)
        {
            // One answer is written, one is being written, and the next message is there.
            await Task.Delay(50, Cancellation);
            Assert.InRange(messages.Read, read + 1, read + 3);
            await answers.Written.Reader.ReadAsync(Cancellation);
        }
        for (var read = 5; read < 1000; read++)
            Assert.Equal($"{read}", await answers.Written.Reader.ReadAsync(Cancellation));
        await run;
    }

    [Fact]
    public async Task Answers_to_messages_that_are_there_are_sent_together_a_few_at_most()
    {
        var answers = new Answers(capacity: 200);
        await new AnsweredStream<string, string>(new Messages(40), answers, (m, _, _) => new(m), _ => false, large, TimeProvider.System).RunAsync(Cancellation);
        for (var i = 0; i < 40; i++)
            Assert.Equal($"{i}", await answers.Written.Reader.ReadAsync(Cancellation));
        Assert.Equal(
            Enumerable.Range(1, 40).Where(n => n % (AnsweredStream<string, string>.MostTogether + 1) == 0).Select(n => n - 1),
            Enumerable.Range(0, 39).Where(n => !answers.AreHeldBack[n]));
    }

    [Fact]
    public async Task An_answer_is_sent_at_once_when_no_other_message_is_there()
    {
        var answers = new Answers(capacity: 200);
        await new AnsweredStream<string, string>(new Messages(3, areThere: false), answers, (m, _, _) => new(m), _ => false, large, TimeProvider.System).RunAsync(Cancellation);
        Assert.Equal([false, false, false], answers.AreHeldBack);
    }

    [Fact]
    public async Task Nothing_is_worked_on_any_more_once_the_stream_has_ended()
    {
        using var stop = new CancellationTokenSource();
        var working = 0;
        var run = new AnsweredStream<string, string>(new Messages(1000), new Answers(), (m, _, token) => new(WorkAsync(m, token)), _ => false, large, TimeProvider.System).RunAsync(stop.Token);
        while (Volatile.Read(ref working) < 1)
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

    [Fact]
    public async Task What_follows_a_large_message_is_received_and_answered_in_a_turn()
    {
        var (messages, answers, hadTurns) = (new Messages(3), new Answers(), new List<bool>());
        var turns = await Task.WhenAll(Enumerable.Range(0, LargeRequests.Turns).Select(_ => large.EnterAsync(Cancellation)));
        var run = new AnsweredStream<string, string>(messages, answers, (m, hasTurn, _) =>
        {
            hadTurns.Add(hasTurn);
            return new(m);
        }, _ => true, large, TimeProvider.System).RunAsync(Cancellation);
        Assert.Equal("0", await answers.Written.Reader.ReadAsync(Cancellation));
        await Task.Delay(50, Cancellation);
        Assert.Equal(1, messages.Read);

        Assert.All(turns, turn => turn.Dispose());
        Assert.Equal("1", await answers.Written.Reader.ReadAsync(Cancellation));
        Assert.Equal("2", await answers.Written.Reader.ReadAsync(Cancellation));
        await run;
        Assert.Equal([false, true, true], hadTurns);
        using var free = await large.EnterAsync(Cancellation);
    }

    public void Dispose() => large.Dispose();

    /// <summary>A caller who has sent all messages already, or sends each after a while.</summary>
    private sealed class Messages(int count, bool areThere = true) : IAsyncStreamReader<string>
    {
        public int Read { get; private set; }

        public string Current => $"{Read - 1}";

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!areThere)
                await Task.Delay(20, cancellationToken);
            return Read < count && ++Read > 0;
        }
    }

    /// <summary>A caller who reads when the test does.</summary>
    private sealed class Answers(int capacity = 1) : IServerStreamWriter<string>
    {
        public Channel<string> Written { get; } = Channel.CreateBounded<string>(capacity);

        public WriteOptions? WriteOptions { get; set; }

        /// <summary>Of each answer, whether it may wait for the next.</summary>
        public List<bool> AreHeldBack { get; } = [];

        public Task WriteAsync(string message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(string message, CancellationToken cancellationToken)
        {
            AreHeldBack.Add(WriteOptions is { Flags: WriteFlags.BufferHint });
            return Written.Writer.WriteAsync(message, cancellationToken).AsTask();
        }
    }
}
