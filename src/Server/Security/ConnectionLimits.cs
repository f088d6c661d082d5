using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Security;

/// <summary>Bounds the connections from one address: whoever opens them without end leaves room for the others.</summary>
/// <param name="most">Most at once.</param>
/// <param name="proxies">Those who speak for many: none of them is shut out for what one of the many does.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionsOfAddress(int most, IReadOnlyList<IPNetwork> proxies, TimeProvider time)
{
    /// <summary>
    /// How long an address waits for its next connection after one that had to be closed: twice as long each time that it goes on
    /// as before, up to the longest, and as long without a fault makes it like any other again.
    /// </summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(32);

    private readonly ConcurrentDictionary<IPAddress, int> open = new();
    private readonly ConcurrentDictionary<IPAddress, ShutOutFor> shutOut = new();

    /// <summary>Closes a connection that is one too many.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address)
        {
            await next(connection);
            return;
        }
        connection.Items[typeof(IPAddress)] = address;
        try
        {
            if (open.AddOrUpdate(address, 1, (_, count) => count + 1) <= most && !IsShutOut(address))
                await next(connection);
            else
                connection.Abort();
        }
        finally
        {
            // None is kept of an address that is gone; another that comes meanwhile is counted anew.
            if (open.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0)
                open.TryRemove(new(address, 0));
        }
    };

    /// <summary>Lets an address open no connection for a moment; those that it has stay.</summary>
    public void ShutOut(IPAddress address)
    {
        if (!proxies.Any(proxy => proxy.Contains(address)))
            shutOut.AddOrUpdate(
                address,
                static (_, now) => new(now, Wait),
                (_, before, now) => time.GetElapsedTime(before.Since, now) < before.Wait ? before : new(now, before.Wait < LongestWait ? 2 * before.Wait : LongestWait),
                time.GetTimestamp());
    }

    private bool IsShutOut(IPAddress address)
    {
        if (!shutOut.TryGetValue(address, out var last))
            return false;
        var since = time.GetElapsedTime(last.Since);
        if (since >= last.Wait + LongestWait)
            shutOut.TryRemove(new(address, last));
        return since < last.Wait;
    }

    private readonly record struct ShutOutFor(long Since, TimeSpan Wait);
}

/// <summary>How much of a server connections may take.</summary>
internal static class ConnectionLimits
{
    /// <summary>How long the headers of a request may take: who sends them byte by byte is not waited for.</summary>
    private static readonly TimeSpan LongestHeaders = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Bytes that are received of a request over HTTP/1.1 before it is read: what waits for its turn (<see cref="LargeRequests"/>)
    /// costs neither memory nor the time of the others. A window of HTTP/2 bounds it there.
    /// </summary>
    private const int MostUnread = 64 * 1024;

    /// <summary>Adds what counts connections.</summary>
    public static void AddConnectionLimits(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ConnectionsOfAddress(Settings.ConnectionsOfAddress.Of(configuration), Settings.Proxies.Of(configuration), TimeProvider.System))
        .AddSingleton<AbandonedCalls>()
        .AddSingleton<SocketTransportFactory>().Replace(ServiceDescriptor.Singleton<IConnectionListenerFactory, PacedConnections>());

    /// <summary>Bounds the connections of a server that does not listen yet. Bodies that come too slowly Kestrel cuts by itself.</summary>
    public static KestrelServerOptions Bound(this KestrelServerOptions kestrel, IConfiguration configuration)
    {
        kestrel.Limits.MaxConcurrentConnections = Settings.Connections.Of(configuration);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(Settings.IdleSeconds.Of(configuration));
        kestrel.Limits.RequestHeadersTimeout = LongestHeaders;
        kestrel.Limits.MaxRequestBufferSize = MostUnread;
        var addresses = kestrel.ApplicationServices.GetRequiredService<ConnectionsOfAddress>();
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(addresses.Limit));
        return kestrel;
    }
}
