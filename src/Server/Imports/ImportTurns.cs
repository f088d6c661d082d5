using Grpc.Core;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Long imports take turns: one is read, checked and stored, and those that wait are not read, so that what they send stays
/// with their callers. Within its turn an import works piece by piece, each in a turn of <see cref="LargeRequests"/>: however
/// many come at once, half of the processors and most of the memory are left to the others.
/// </summary>
internal sealed class ImportTurns(LargeRequests large) : IDisposable
{
    /// <summary>An import of no more records is short, and waits for nobody.</summary>
    public const int Short = 20;

    /// <summary>Records from which on an import leaves enough behind that its memory is given back.</summary>
    private const int Large = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GiveBackAfter = TimeSpan.FromSeconds(1);

    private readonly LargeRequests large = large;
    private readonly SemaphoreSlim one = new(1, 1);
    private int underWay;
    private bool hasMemory;

    /// <summary>Longest wait for a turn.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a turn waits for the next record. An import that comes slowly costs little, and holds none.</summary>
    public TimeSpan LongestStall { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The turn of an import, which it takes when it turns out to be long, and which ends when it is disposed.</summary>
    public ImportTurn Begin(CancellationToken cancellation) => new(this, cancellation);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <exception cref="Fault">LIMIT_EXCEEDED: no turn came in time.</exception>
    private async Task EnterAsync(CancellationToken cancellation)
    {
        if (!await one.WaitAsync(LongestWait, cancellation))
            throw new Fault(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", "1")) { RetryAfter = RetryAfter };
        Interlocked.Increment(ref underWay);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref underWay);
        one.Release();
        if (hasMemory)
            _ = GiveBackAsync();
    }

    /// <summary>
    /// Gives the memory of large imports back once the last one has ended, for this stops everybody. The collector sees no need
    /// to by itself: it has hundreds of megabytes of nobody's records, and nothing presses it.
    /// </summary>
    private async Task GiveBackAsync()
    {
        await Task.Delay(GiveBackAfter);
        if (Volatile.Read(ref underWay) == 0 && Interlocked.Exchange(ref hasMemory, false))
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The turn of one import.</summary>
    internal sealed class ImportTurn(ImportTurns turns, CancellationToken cancellation) : IDisposable
    {
        /// <summary>Records that are read in a piece of work.</summary>
        private const int Piece = 100;

        private bool isLong;
        private bool isHeld;
        private LargeRequests.Turn? work;

        /// <summary>Waits for whether there is another record, without working, and without the turn if that takes long.</summary>
        public async Task<bool> WaitAsync(Task<bool> next)
        {
            if (next.IsCompleted)
                return await next;
            Rest();
            if (isHeld)
                try
                {
                    return await next.WaitAsync(turns.LongestStall, CancellationToken.None);
                }
                catch (TimeoutException) when (!next.IsCompleted)
                {
                    GiveUp();
                }
            return await next;
        }

        /// <summary>Before a record is read: takes the turn once the import is long, and a piece of work.</summary>
        /// <param name="read">Records read so far.</param>
        /// <exception cref="Fault">LIMIT_EXCEEDED: no turn came in time.</exception>
        public async ValueTask ReadAsync(int read)
        {
            if (read < Short)
                return;
            isLong = true;
            if (!isHeld)
            {
                await turns.EnterAsync(cancellation);
                isHeld = true;
            }
            if (read == Large)
                Volatile.Write(ref turns.hasMemory, true);
            if (read % Piece == 0)
                Rest();
            work ??= await turns.large.EnterAsync(cancellation);
        }

        /// <summary>Does a piece of work when all records are read.</summary>
        /// <exception cref="Fault">LIMIT_EXCEEDED: no turn came in time.</exception>
        public async Task<T> WorkAsync<T>(Func<Task<T>> piece)
        {
            Rest();
            if (isLong)
                work = await turns.large.EnterAsync(cancellation);
            try
            {
                return await piece();
            }
            finally
            {
                Rest();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Rest();
            GiveUp();
        }

        private void GiveUp()
        {
            if (isHeld)
                turns.Leave();
            isHeld = false;
        }

        private void Rest()
        {
            work?.Dispose();
            work = null;
        }
    }
}
