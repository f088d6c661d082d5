namespace MyOpenIP.Server.Wire;

/// <summary>
/// Large requests take turns, to be received and worked on: however many at once, half of the processors is left to the others.
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

    /// <summary>Longest rest after a request that was refused: one that only came slowly has cost no work.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(50);

    private const int Rest = 3;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a turn; the deadline of no method is shorter.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request is received under a turn. One that comes slowly costs little, and holds none.</summary>
    public TimeSpan LongestReceipt { get; init; } = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turns = new(Turns);
    private readonly TimeProvider time = time;

    /// <summary>Whether a method lists.</summary>
    public static bool IsList(string method) => method.StartsWith("List", StringComparison.Ordinal);

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<Turn> EnterAsync(CancellationToken cancellation) =>
        await turns.WaitAsync(LongestWait, cancellation)
            ? new Turn(this)
            : throw Fault.TooManyAtOnce(Turns, RetryAfter);

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
            turn.Dispose();
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

    /// <summary>The turn of one request.</summary>
    internal sealed class Turn(LargeRequests large) : IDisposable
    {
        private readonly long began = large.time.GetTimestamp();
        private bool hasEnded;

        /// <summary>
        /// Ends it after a rest of three times its work: a flood of requests that are refused, or given up, has a quarter of the
        /// time that good ones have. Nobody waits for the rest but the next large request.
        /// </summary>
        public void Refuse()
        {
            if (!hasEnded)
                _ = large.RestAsync(Rest * large.time.GetElapsedTime(began));
            hasEnded = true;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!hasEnded)
                large.turns.Release();
            hasEnded = true;
        }
    }
}
