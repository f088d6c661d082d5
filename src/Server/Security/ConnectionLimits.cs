using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MyOpenIP.Server.Security;

/// <summary>Bounds the connections from one address: whoever opens them without end leaves room for the others.</summary>
/// <param name="most">Most at once.</param>
internal sealed class ConnectionsOfAddress(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> open = new();

    /// <summary>Closes a connection that is one too many.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address)
        {
            await next(connection);
            return;
        }
        try
        {
            if (open.AddOrUpdate(address, 1, (_, count) => count + 1) <= most)
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
}

/// <summary>How much of a server connections may take.</summary>
internal static class ConnectionLimits
{
    /// <summary>How long the headers of a request may take: who sends them byte by byte is not waited for.</summary>
    private static readonly TimeSpan LongestHeaders = TimeSpan.FromSeconds(10);

    /// <summary>Bounds the connections of a server that does not listen yet. Bodies that come too slowly, and calls that are given up in masses, Kestrel cuts by itself.</summary>
    public static KestrelServerOptions Bound(this KestrelServerOptions kestrel, IConfiguration configuration)
    {
        kestrel.Limits.MaxConcurrentConnections = Settings.Connections.Of(configuration);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(Settings.IdleSeconds.Of(configuration));
        kestrel.Limits.RequestHeadersTimeout = LongestHeaders;
        var addresses = new ConnectionsOfAddress(Settings.ConnectionsOfAddress.Of(configuration));
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(addresses.Limit));
        return kestrel;
    }
}
