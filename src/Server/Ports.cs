using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MyOpenIP.Server;

/// <summary>
/// Where the server listens. Port 0: a free one, told at start.
/// Taken before anything else is done and kept until it is served there: of two servers that start at once one is refused.
/// </summary>
internal sealed class Ports : IDisposable
{
    private readonly Socket grpc;
    private readonly Socket http;

    private Ports(Socket grpc, Socket http)
    {
        (this.grpc, this.http) = (grpc, http);
        (Grpc, Http) = ((IPEndPoint)grpc.LocalEndPoint!, (IPEndPoint)http.LocalEndPoint!);
    }

    /// <summary>For gRPC over cleartext HTTP/2.</summary>
    public IPEndPoint Grpc { get; }

    /// <summary>For HTTP/1.1: cleartext ports cannot tell the two apart.</summary>
    public IPEndPoint Http { get; }

    /// <summary>Reads the settings and takes the ports.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or a port is not to be had.</exception>
    public static Ports Take(IConfiguration configuration)
    {
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
    public Socket SocketOf(EndPoint endpoint) => endpoint.Equals(Grpc) ? grpc : http;

    /// <inheritdoc/>
    public void Dispose()
    {
        grpc.Dispose();
        http.Dispose();
    }

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
