using System.Threading.RateLimiting;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Attachments;

/// <summary>Bounds the uploads under way, of one caller and of all.</summary>
internal sealed class UploadTurns(AttachmentLimits limits) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> ofCaller = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => AtOnce(limits.UploadsOfCaller)), StringComparer.Ordinal);

    private readonly ConcurrencyLimiter ofAll = new(AtOnce(limits.Uploads));

    /// <summary>Takes a turn, which ends when it is disposed.</summary>
    /// <param name="caller">Identifier of who uploads.</param>
    /// <exception cref="Fault">LIMIT_EXCEEDED: there are too many.</exception>
    public IDisposable Enter(string caller)
    {
        var own = ofCaller.AttemptAcquire(caller);
        if (!own.IsAcquired)
            throw Fault.TooManyAtOnce(limits.UploadsOfCaller, RetryAfter);
        var one = ofAll.AttemptAcquire();
        if (one.IsAcquired)
            return new Turn(own, one);
        own.Dispose();
        throw Fault.TooManyAtOnce(limits.Uploads, RetryAfter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ofCaller.Dispose();
        ofAll.Dispose();
    }

    private static ConcurrencyLimiterOptions AtOnce(int most) => new() { PermitLimit = most, QueueLimit = 0 };

    private sealed class Turn(RateLimitLease own, RateLimitLease one) : IDisposable
    {
        public void Dispose()
        {
            own.Dispose();
            one.Dispose();
        }
    }
}
