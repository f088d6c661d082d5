using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A server with the demonstration data that serves already, for clients that do not wait for one.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private ServerProcess? server;

    /// <summary>Where gRPC is served.</summary>
    public Uri Address => server!.Address;

    /// <summary>Where JSON is served, over HTTP/1.1.</summary>
    public Uri Http => server!.Http;

    /// <summary>The secret of the operator's client.</summary>
    public string Secret => server!.Printed("demo-operator").Split(':')[1];

    /// <summary>What the server prints for a shell: where tokens are had, and the client of the operator.</summary>
    public string Exports => $"export MYOPENIP_TOKEN_URL={new Uri(Http, "connect/token")} MYOPENIP_CLIENT={server!.Printed("demo-operator")}\n";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        server = ServerProcess.Start();
        await server.ServingAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
