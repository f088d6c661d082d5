using Grpc.Core;
using Grpc.Net.Client;

namespace MyOpenIP.Client;

/// <summary>Channels to the service.</summary>
public static class MyOpenIPChannel
{
    /// <summary>
    /// A channel that repeats calls while the service answers UNAVAILABLE: reads, and writes, whose request id makes it safe.
    /// Not streams.
    /// </summary>
    /// <param name="address">Where gRPC is served: http for cleartext HTTP/2, https for TLS.</param>
    /// <param name="handler">What sends the calls, which the channel disposes of; null: the framework's own. .NET Framework has none that speaks HTTP/2: it takes a WinHttpHandler.</param>
    /// <returns>The channel, which the caller disposes of.</returns>
    public static GrpcChannel For(Uri address, HttpMessageHandler? handler = null)
    {
        _ = address ?? throw new ArgumentNullException(nameof(address));
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceConfig = ServiceDefaults.Retries(),
            HttpHandler = handler,
            DisposeHttpClient = handler is not null,
        });
    }
}
