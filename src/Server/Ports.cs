using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MyOpenIP.Server;

/// <summary>
/// Where the server listens: one port for all by TLS, or two of cleartext. Port 0: a free one, told at start.
/// Taken before anything else is done and kept until it is served there: of two servers that start at once one is refused.
/// </summary>
internal sealed class Ports : IDisposable
{
    private readonly Socket grpc;
    private readonly Socket? http;

    private Ports(Socket grpc, Socket? http)
    {
        (this.grpc, this.http) = (grpc, http);
        (Grpc, Http) = ((IPEndPoint)grpc.LocalEndPoint!, (IPEndPoint)(http ?? grpc).LocalEndPoint!);
    }

    /// <summary>Whether one port serves all, by TLS.</summary>
    public bool AreTls => http is null;

    /// <summary>For gRPC.</summary>
    public IPEndPoint Grpc { get; }

    /// <summary>For HTTP/1.1: cleartext ports cannot tell the two apart.</summary>
    public IPEndPoint Http { get; }

    /// <summary>Where the server itself reaches its port of gRPC.</summary>
    public Uri OwnGrpc => Own(Grpc);

    /// <summary>Where the server itself reaches its port of HTTP/1.1.</summary>
    public Uri OwnHttp => Own(Http);

    /// <summary>Reads the settings and takes the ports.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or a port is not to be had.</exception>
    public static Ports Take(IConfiguration configuration)
    {
        if (Settings.TlsCertificate.Of(configuration).Length > 0)
            return new Ports(Listening(new IPEndPoint(Settings.TlsAddress.Of(configuration), Settings.TlsPort.Of(configuration)), "Tls"), null);
        var grpc = new IPEndPoint(Settings.GrpcAddress.Of(configuration), Settings.GrpcPort.Of(configuration));
        var http = new IPEndPoint(Settings.HttpAddress.Of(configuration), Settings.HttpPort.Of(configuration));
        if (grpc.Port == http.Port && grpc.Port != 0)
            throw new StartRefusedException($"--Grpc:Port and --Http:Port are both {grpc.Port}: each takes a port of its own.");
        var first = Listening(grpc, "Grpc");
        try
        {
            return new Ports(first, Listening(http, "Http"));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>The socket of one of the two, which is the caller's from then on.</summary>
    public Socket SocketOf(EndPoint endpoint) => http is null || endpoint.Equals(Grpc) ? grpc : http;

    /// <inheritdoc/>
    public void Dispose()
    {
        grpc.Dispose();
        http?.Dispose();
    }

    private Uri Own(IPEndPoint endpoint) => new UriBuilder(
        AreTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
        (endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : endpoint.Address).ToString(),
        endpoint.Port).Uri;

    private static Socket Listening(IPEndPoint endpoint, string section)
    {
        Socket? socket = null;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

            // Two sockets may be bound to one port; one of them listens.
            socket.Listen();
            return socket;
        }
        catch (SocketException thrown)
        {
            socket?.Dispose();
            throw new StartRefusedException(thrown.SocketErrorCode is SocketError.AddressAlreadyInUse
                ? $"Another program listens on {endpoint}: end it, or choose another port with --{section}:Port."
                : $"The server cannot listen on {endpoint} ({thrown.Message}): choose others with --{section}:Address and --{section}:Port.");
        }
    }
}
