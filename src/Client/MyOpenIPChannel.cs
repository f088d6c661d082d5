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
    /// <returns>The channel, which the caller disposes of.</returns>
    public static GrpcChannel For(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceConfig = ServiceDefaults.Retries(),
        });
    }
}
