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
    public static GrpcChannel For(Uri address, HttpMessageHandler? handler = null) => Make(address, null, handler);

    /// <summary>The same in the name of a client: every call carries a token of it.</summary>
    /// <param name="address">Where gRPC is served: https; in cleartext on this machine alone, for tokens are read on the way.</param>
    /// <param name="credentials">Whose tokens; the caller disposes of it after the channel.</param>
    /// <param name="handler">What sends the calls, which the channel disposes of; null: the framework's own.</param>
    /// <returns>The channel, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The address is cleartext on another machine.</exception>
    public static GrpcChannel For(Uri address, ClientCredentials credentials, HttpMessageHandler? handler = null)
    {
        _ = credentials ?? throw new ArgumentNullException(nameof(credentials));
        if (address is { IsLoopback: false } && address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"{address}: tokens would be read on the way; the address begins with https://.", nameof(address));
        return Make(address, credentials.ToCallCredentials(), handler);
    }

    private static GrpcChannel Make(Uri address, CallCredentials? caller, HttpMessageHandler? handler)
    {
        _ = address ?? throw new ArgumentNullException(nameof(address));
        var transport = address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = caller is null ? transport : ChannelCredentials.Create(transport, caller),
            UnsafeUseInsecureChannelCallCredentials = caller is not null,
            ServiceConfig = ServiceDefaults.Retries(),
            HttpHandler = handler,
            DisposeHttpClient = handler is not null,
        });
    }
}
