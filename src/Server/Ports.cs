using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MyOpenIP.Server;

/// <summary>Where the server listens. Settings <c>Grpc:Address</c>, <c>Grpc:Port</c>, <c>Http:Address</c>, <c>Http:Port</c>; port 0: a free one, told at start.</summary>
/// <param name="Grpc">For gRPC over cleartext HTTP/2.</param>
/// <param name="Http">For HTTP/1.1: cleartext ports cannot tell the two apart.</param>
internal sealed record Ports(IPEndPoint Grpc, IPEndPoint Http)
{
    /// <summary>Reads the settings, and looks whether the ports are free before anything else is done.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or a port is not to be had.</exception>
    public static Ports Free(IConfiguration configuration)
    {
        var ports = new Ports(Of(configuration, "Grpc", 5080), Of(configuration, "Http", 5081));
        if (ports.Grpc.Port == ports.Http.Port && ports.Grpc.Port != 0)
            throw new StartRefusedException($"--Grpc:Port and --Http:Port are both {ports.Grpc.Port}: each takes a port of its own.");
        AssertFree(ports.Grpc, "Grpc");
        AssertFree(ports.Http, "Http");
        return ports;
    }

    private static IPEndPoint Of(IConfiguration configuration, string section, int port)
    {
        var address = IPAddress.Loopback;
        if (configuration[$"{section}:Address"] is { } text && !IPAddress.TryParse(text, out address!))
            throw new StartRefusedException($"--{section}:Address is \"{text}\": it takes an IP address, such as 127.0.0.1.");
        if (configuration[$"{section}:Port"] is { } number && !(int.TryParse(number, CultureInfo.InvariantCulture, out port) && port is >= 0 and <= IPEndPoint.MaxPort))
            throw new StartRefusedException($"--{section}:Port is \"{number}\": it takes a number from 0 (any free port) to {IPEndPoint.MaxPort}.");
        return new IPEndPoint(address, port);
    }

    private static void AssertFree(IPEndPoint endpoint, string section)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen();
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new StartRefusedException($"Another program listens on {endpoint}: end it, or choose another port with --{section}:Port.");
        }
        catch (SocketException refused)
        {
            throw new StartRefusedException($"The server cannot listen on {endpoint} ({refused.Message}): choose others with --{section}:Address and --{section}:Port.");
        }
    }
}
