using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Large requests take turns once they have come: however many at once, half of the processors is left to the others.
/// </summary>
internal sealed class LargeRequests : IDisposable
{
    /// <summary>A request of more bytes than this is large.</summary>
    public const int Bytes = 32 * 1024;

    /// <summary>The same of a compressed one, which may be a thousand times as large when it is read.</summary>
    public const int CompressedBytes = 1024;

    /// <summary>How many are worked on at once.</summary>
    public static readonly int Turns = Math.Max(1, Environment.ProcessorCount / 2);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a turn; the deadline of no method is shorter.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turns = new(Turns);

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: none came in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation) =>
        await turns.WaitAsync(LongestWait, cancellation)
            ? new Turn(turns)
            : throw new Fault(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", Invariant($"{Turns}"))) { RetryAfter = RetryAfter };

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
