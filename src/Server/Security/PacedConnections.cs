using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MyOpenIP.Server.Security;

/// <summary>
/// Takes new connections at a bounded pace: a flood of them waits with the kernel, in a queue that it bounds, and the calls of
/// the connections that stand go on. Thousands of callers who come back at once after a restart are let in within seconds.
/// </summary>
internal sealed class PacedConnections(SocketTransportFactory sockets) : IConnectionListenerFactory
{
    /// <summary>New connections of a port in a second.</summary>
    public const int PerSecond = 1_000;

    /// <summary>Connections that may come together.</summary>
    private const int Together = 100;

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new PacedListener(await sockets.BindAsync(endpoint, cancellationToken));

    private sealed class PacedListener(IConnectionListener inner) : IConnectionListener
    {
        private readonly TokenBucketRateLimiter pace = new(new()
        {
            TokenLimit = Together,
            TokensPerPeriod = PerSecond / 100,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(10),
            QueueLimit = 1,
        });

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            using (await pace.AcquireAsync(1, cancellationToken))
                return await inner.AcceptAsync(cancellationToken);
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await pace.DisposeAsync();
            await inner.DisposeAsync();
        }
    }
}
