namespace MyOpenIP.Server.Wire;

/// <summary>
/// Large requests take turns, to be received and worked on, and rest in between: however many at once, half of the processors is
/// left to the others, and more while they rest.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class LargeRequests(TimeProvider time) : IDisposable
{
    /// <summary>A request of more bytes than this is large.</summary>
    public const int Bytes = 32 * 1024;

    /// <summary>The same of a compressed one, which may be a thousand times as large when it is read.</summary>
    public const int CompressedBytes = 1024;

    /// <summary>The same of a list, whose filter or search is as much work as a hundred times its bytes elsewhere; a compressed one always is.</summary>
    public const int ListBytes = 128;

    /// <summary>How many are worked on at once.</summary>
    public static readonly int Turns = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Longest rest after a request: one that only came slowly has cost no work.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a turn; the deadline of no method is shorter.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request is received under a turn. One that comes slowly costs little, and holds none.</summary>
    public TimeSpan LongestReceipt { get; init; } = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turns = new(Turns);
    private readonly TimeProvider time = time;
    private int waiting;

    /// <summary>Whether a method lists.</summary>
    public static bool IsList(string method) => method.StartsWith("List", StringComparison.Ordinal);

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            return await turns.WaitAsync(LongestWait, cancellation) ? new Turn(this) : throw Fault.TooManyAtOnce(Turns, RetryAfter);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Waits for a turn and receives a request; its turn ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<Turn> ReceiveAsync(Func<Task> receive, CancellationToken cancellation)
    {
        var turn = await EnterAsync(cancellation);
        var receiving = receive();
        try
        {
            await receiving.WaitAsync(LongestReceipt, cancellation);
            return turn;
        }
        catch (TimeoutException) when (!receiving.IsCompleted)
        {
            turn.End(0);
        }
        catch
        {
            turn.Refuse();
            throw;
        }
        await receiving;
        return await EnterAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task RestAsync(TimeSpan rest)
    {
        await Task.Delay(rest < LongestRest ? rest : LongestRest, time);
        turns.Release();
    }

    /// <summary>The turn of one request, which ends when it is disposed: after a rest as long as its work if others wait.</summary>
    internal sealed class Turn(LargeRequests large) : IDisposable
    {
        private readonly long began = large.time.GetTimestamp();
        private bool hasEnded;

        /// <summary>
        /// Ends it after a rest of three times its work, whether others wait or not: a flood of requests that are refused, or given
        /// up, has half of the time that good ones have.
        /// </summary>
        public void Refuse() => End(3);

        /// <inheritdoc/>
        public void Dispose() => End(Volatile.Read(ref large.waiting) > 0 ? 1 : 0);

        /// <summary>Ends it after a rest of so many times its work.</summary>
        public void End(int rests)
        {
            if (!hasEnded)
                _ = large.RestAsync(rests * large.time.GetElapsedTime(began));
            hasEnded = true;
        }
    }
}
