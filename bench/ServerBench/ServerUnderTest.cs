using System.Diagnostics;
using Grpc.Net.Client;

namespace MyOpenIP.ServerBench;

/// <summary>A server in a process of its own, so that its processor time is its own.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;

    private ServerUnderTest(string folder, Process process, string address)
    {
        this.folder = folder;
        this.process = process;
        Channel = GrpcChannel.ForAddress(address);
    }

    public GrpcChannel Channel { get; }

    /// <summary>Processor time that the process has used, in nanoseconds.</summary>
    public double Nanoseconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalNanoseconds;
        }
    }

    public static async Task<ServerUnderTest> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-bench-").FullName;
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ServerUnderTest).Assembly.Location, "serve", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerUnderTest(folder, process, address);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
