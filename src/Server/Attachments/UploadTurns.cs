using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Attachments;

/// <summary>Bounds the uploads under way, of one caller and of all.</summary>
internal sealed class UploadTurns(AttachmentLimits limits)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, int> byCaller = new(StringComparer.Ordinal);
    private int all;

    /// <summary>Takes a turn, which ends when it is disposed.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED: there are too many.</exception>
    public IDisposable Enter(Actor caller)
    {
        lock (byCaller)
        {
            var own = byCaller.GetValueOrDefault(caller.Identifier);
            if (own >= limits.UploadsOfCaller || all >= limits.Uploads)
                throw Fault.TooManyAtOnce(own >= limits.UploadsOfCaller ? limits.UploadsOfCaller : limits.Uploads, RetryAfter);
            byCaller[caller.Identifier] = own + 1;
            all++;
        }
        return new Turn(this, caller.Identifier);
    }

    private void Leave(string caller)
    {
        lock (byCaller)
        {
            all--;
            if (--byCaller[caller] == 0)
                byCaller.Remove(caller);
        }
    }

    private sealed class Turn(UploadTurns turns, string caller) : IDisposable
    {
        public void Dispose() => turns.Leave(caller);
    }
}
