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
    private readonly string[] settings;
    private Process process;

    private ServerProcess(int grpcPort, string[] settings)
    {
        (GrpcPort, this.settings) = (grpcPort, settings);
        process = StartProcess();
    }

    /// <summary>Port of gRPC over cleartext HTTP/2.</summary>
    public int GrpcPort { get; }

    /// <summary>Where gRPC clients connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{GrpcPort}");

    /// <summary>Where clients of HTTP/1.1 connect.</summary>
    public Uri Http => new($"http://127.0.0.1:{httpPort}");

    /// <summary>Starts a server. It serves some seconds later: <see cref="ServingAsync"/>, or <see cref="Portal.ServingAsync"/> of any client, waits for that.</summary>
    /// <param name="settings">Further settings of its command line.</param>
    public static ServerProcess Start(params string[] settings) => new(FreePort(), settings);

    /// <summary>Waits until the server serves.</summary>
    /// <exception cref="UnexpectedAnswerException">It has ended instead, or does not serve after minutes; with what it said last.</exception>
    public async Task ServingAsync()
    {
        using var portal = new Portal(Address);
        using var ended = new CancellationTokenSource();
        var waiting = portal.ServingAsync(ended.Token);
        if (await Task.WhenAny(waiting, process.WaitForExitAsync(ended.Token)) != waiting)
            throw new UnexpectedAnswerException($"The server has ended with exit code {process.ExitCode}: {File.ReadAllText(Log)}");
        await ended.CancelAsync();
        await waiting;
    }

    /// <summary>The tokens of a client of the demonstration: the server prints its secret before it serves.</summary>
    /// <param name="client">Name of the client.</param>
    public Tokens Tokens(string client = "demo-operator") => new(new Uri(Http, "connect/token"), Printed(client));

    /// <summary>Name and secret of a client of the demonstration, as the server printed them at its last start.</summary>
    public string Printed(string client)
    {
        var said = $"export MYOPENIP_CLIENT={client}:";
        lock (typeof(ServerProcess))
            return File.ReadLines(Log).Last(l => l.Contains(said, StringComparison.Ordinal)).Trim().Split(' ')[1].Split('=', 2)[1];
    }

    /// <summary>Ends the server at once, as a power failure would.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, on the same database and ports.</summary>
    public void Restart() => process = StartProcess();

    /// <summary>Ends the server at once, starts it again and waits until it serves.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        Restart();
        await ServingAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every file in the folder of the database and below it.</summary>
    public IEnumerable<string> FilesBesideTheDatabase => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    private string Log => Path.Combine(folder, "server.log");

    private Process StartProcess()
    {
        var server = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Server").Value!;
        var start = new ProcessStartInfo("dotnet",
        [
            server,
            "--Grpc:Port", $"{GrpcPort}",
            "--Http:Port", $"{httpPort}",
            "--Database:Path", Path.Combine(folder, "myopenip.db"),
            .. settings,
        ])
        {
            WorkingDirectory = Path.GetDirectoryName(server)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var started = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        var log = Log;
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

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
