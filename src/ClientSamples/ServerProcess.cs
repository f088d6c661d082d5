using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace MyOpenIP.ClientSamples;

/// <summary>A server of its own: on free loopback ports, with a database in a temporary folder, in Development.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly int httpPort = FreePort();
    private Process process;

    private ServerProcess(int grpcPort)
    {
        GrpcPort = grpcPort;
        process = StartProcess();
    }

    /// <summary>Port of gRPC over cleartext HTTP/2.</summary>
    public int GrpcPort { get; }

    /// <summary>Where gRPC clients connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{GrpcPort}");

    /// <summary>Where clients of HTTP/1.1 connect.</summary>
    public Uri Http => new($"http://127.0.0.1:{httpPort}");

    /// <summary>Starts a server; calls that wait for a connection find it as soon as it serves.</summary>
    public static ServerProcess Start() => new(FreePort());

    /// <summary>Ends the server at once, as a power failure would, and starts it again on the same database and ports.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        process = StartProcess();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process StartProcess()
    {
        var server = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Server").Value!;
        var start = new ProcessStartInfo("dotnet",
        [
            server,
            "--Grpc:Port", $"{GrpcPort}",
            "--Http:Port", $"{httpPort}",
            "--Database:Path", Path.Combine(folder, "myopenip.db"),
        ])
        {
            WorkingDirectory = Path.GetDirectoryName(server)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var started = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        var log = Path.Combine(folder, "server.log");
        started.OutputDataReceived += (_, line) => Append(log, line.Data);
        started.ErrorDataReceived += (_, line) => Append(log, line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private static void Append(string log, string? line)
    {
        if (line is null || !Directory.Exists(Path.GetDirectoryName(log)))
            return;
        lock (typeof(ServerProcess))
            File.AppendAllText(log, line + Environment.NewLine);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
