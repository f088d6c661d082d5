using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using MyOpenIP.Bench.Measuring;

namespace MyOpenIP.ServerBench;

/// <summary>A server in a process of its own, so that its processor time is its own.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;

    private ServerUnderTest(string folder, Process process, string address, string http, string token)
    {
        this.folder = folder;
        this.process = process;
        Channel = GrpcChannel.ForAddress(address);
        Address = address;
        Http = new Uri(http);
        Token = token;
    }

    public GrpcChannel Channel { get; }

    /// <summary>Where gRPC is served.</summary>
    public string Address { get; }

    /// <summary>Where HTTP/1.1 is served.</summary>
    public Uri Http { get; }

    /// <summary>An access token of a client of the operator.</summary>
    public string Token { get; }

    /// <summary>Its database.</summary>
    public string Database => Path.Combine(folder, "myopenip.db");

    /// <summary>Processor time that the process has used, in nanoseconds.</summary>
    public double Nanoseconds => ProcessTime.Of(process.Id);

    /// <summary>Memory of the process that is in use, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Makes calls until the server has compiled all that they need for good.</summary>
    public async Task WarmUpAsync(Func<Task> calls)
    {
        // The runtime compiles what is called often anew, and in the background: not until it has stopped are two rounds alike.
        const int MostRounds = 60;
        const int Quiet = 3;
        var before = await CompiledAsync();
        for (int round = 0, quiet = 0; round < MostRounds && quiet < Quiet; round++)
        {
            await calls();
            var compiled = await CompiledAsync();
            quiet = compiled - before < 10 ? quiet + 1 : 0;
            before = compiled;
        }
    }

    private async Task<long> CompiledAsync() =>
        BitConverter.ToInt64(await Channel.CreateCallInvoker().AsyncUnaryCall(MeasuresMethods.CompiledMethod, null, default, new Empty()));

    public static async Task<ServerUnderTest> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-bench-").FullName;
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ServerUnderTest).Assembly.Location, "serve", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var addresses = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")).Split(' ');
        return new ServerUnderTest(folder, process, addresses[0], addresses[1], addresses[2]);
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
