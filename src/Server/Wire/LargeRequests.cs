namespace MyOpenIP.Server.Wire;

/// <summary>
/// Large requests take turns, to be received and worked on: however many at once, half of the processors is left to the others.
/// </summary>
internal sealed class LargeRequests : IDisposable
{
    /// <summary>A request of more bytes than this is large.</summary>
    public const int Bytes = 32 * 1024;

    /// <summary>The same of a compressed one, which may be a thousand times as large when it is read.</summary>
    public const int CompressedBytes = 1024;

    /// <summary>The same of a list, whose filter or search is as much work as a hundred times its bytes elsewhere; a compressed one always is.</summary>
    public const int ListBytes = 128;

    /// <summary>How many are worked on at once.</summary>
    public static readonly int Turns = Math.Max(1, Environment.ProcessorCount / 2);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a turn; the deadline of no method is shorter.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request is received under a turn. One that comes slowly costs little, and holds none.</summary>
    public TimeSpan LongestReceipt { get; init; } = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turns = new(Turns);

    /// <summary>Whether a method lists.</summary>
    public static bool IsList(string method) => method.StartsWith("List", StringComparison.Ordinal);

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation) =>
        await turns.WaitAsync(LongestWait, cancellation)
            ? new Turn(turns)
            : throw Fault.TooManyAtOnce(Turns, RetryAfter);

    /// <summary>Waits for a turn and receives a request; its turn ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<IDisposable> ReceiveAsync(Func<Task> receive, CancellationToken cancellation)
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
            turn.Dispose();
            throw;
        }
        await receiving;
        return await EnterAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
