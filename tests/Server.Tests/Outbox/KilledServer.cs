using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Outbox;

/// <summary>A server in a process of its own, which is killed and started again on the same database and port.</summary>
internal sealed class KilledServer : IAsyncDisposable
{
    private readonly string[] line;
    private readonly int port = FreePort();
    private readonly ConcurrentQueue<string> said = new();
    private readonly GrpcChannel channel;
    private Process? server;

    /// <param name="database">The database.</param>
    /// <param name="settings">Settings beside it.</param>
    public KilledServer(string database, params string[] settings)
    {
        line =
        [
            Path.Combine(AppContext.BaseDirectory, "MyOpenIP.Server.dll"), "--environment", "Development", "--Grpc:Port", $"{port}", "--Http:Port", "0", "--Database:Path", database,
            "--Demonstration:Load", "false", .. settings,
        ];
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Reseller = new(channel.Intercept(headers => [.. headers, new Metadata.Entry("authorization", "Dev reseller:destiny")]));
    }

    /// <summary>The reseller "destiny".</summary>
    public Clients Reseller { get; }

    /// <summary>Starts it, and waits until it serves.</summary>
    public async Task StartAsync()
    {
        server = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        server.OutputDataReceived += (_, text) => said.Enqueue(text.Data ?? "");
        server.ErrorDataReceived += (_, text) => said.Enqueue(text.Data ?? "");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        for (var i = 0; i < 300; i++)
            try
            {
                await Reseller.Amendments.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = "customers/44660" }, cancellationToken: TestContext.Current.CancellationToken);
                return;
            }
            catch (RpcException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        Assert.Fail($"The server does not serve:\n{string.Join('\n', said)}");
    }

    /// <summary>Ends it as a power cut does, from wherever it is noticed that it is the moment.</summary>
    public void Kill() => server!.Kill();

    /// <summary>Waits until it is gone.</summary>
    public async Task GoneAsync()
    {
        await server!.WaitForExitAsync(CancellationToken.None);
        server.Dispose();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        if (server is null)
            return;
        if (!server.HasExited)
            server.Kill();
        await GoneAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
