using System.Net;
using Microsoft.AspNetCore.Connections.Features;

namespace MyOpenIP.Server.Security;

/// <summary>
/// Calls that are given up as soon as they are made: nothing is done for them, and a connection that mostly makes such is
/// closed. Kestrel closes it too, but later, when the work of hundreds of them waits to be done, and lets its caller begin anew at once.
/// </summary>
internal sealed class AbandonedCalls(ConnectionsOfAddress addresses)
{
    /// <summary>How many more calls of a connection than were answered may have been given up.</summary>
    public const int Most = 100;

    /// <summary>Looks at a call before anything else does.</summary>
    public async Task LookAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.RequestAborted.IsCancellationRequested)
            await next(http);
        if (http.Features.Get<IConnectionItemsFeature>()?.Items is not { } connection || Excess(connection, http.RequestAborted.IsCancellationRequested) <= Most)
            return;
        // The address of the connection, whoever a proxy says is behind it.
        if (connection.TryGetValue(typeof(IPAddress), out var address))
            addresses.ShutOut((IPAddress)address!);
        http.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    /// <summary>Counts a call of a connection.</summary>
    /// <returns>How many more were given up than answered.</returns>
    private static int Excess(IDictionary<object, object?> connection, bool isAbandoned)
    {
        lock (connection)
        {
            var excess = connection.TryGetValue(typeof(AbandonedCalls), out var known) ? (int)known! : 0;
            excess = isAbandoned ? excess + 1 : Math.Max(0, excess - 1);
            connection[typeof(AbandonedCalls)] = excess;
            return excess;
        }
    }
}
