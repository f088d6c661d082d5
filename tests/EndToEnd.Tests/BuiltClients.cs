using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The clients of docs/clients.md, made and run once as it says, on a server of their own.</summary>
public sealed class BuiltClients : IAsyncLifetime
{
    private readonly RunningServer server = new();

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-packages-").FullName;

    /// <summary>Where gRPC is served.</summary>
    public Uri Address => server.Address;

    /// <summary>Where JSON is served, over HTTP/1.1.</summary>
    public Uri Http => server.Http;

    /// <summary>What a shell is told before it runs a client.</summary>
    public string Exports => server.Exports;

    /// <summary>What was not as the document says; null: nothing.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The files of the artefacts in which a secret of the machine, or of a client, was found.</summary>
    public IReadOnlyList<string> Secret { get; private set; } = [];

    /// <summary>The sample in C#, made for net8.0.</summary>
    public string Sample => Directory.GetFiles(folder, "Sample.dll", SearchOption.AllDirectories).First(f => f.Contains("/bin/Debug/net8.0/", StringComparison.Ordinal));

    /// <summary>What the shell of the document runs before: its sample takes every package from where it is already, but the one under test, of which another clone may have left its own.</summary>
    private string OwnPackages =>
        $$"""
        export TMPDIR={{folder}}
        mkdir {{folder}}/here
        (cd $(command dotnet nuget locals global-packages --list | sed 's/.*: //') && for package in *; do [ $package = myopenip.client ] || ln -s $PWD/$package {{folder}}/here/; done)
        dotnet() { NUGET_PACKAGES={{folder}}/packages RestoreFallbackFolders={{folder}}/here command dotnet "$@"; }
        """;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        using var canaries = Canaries.Put();
        Fault = await Record.ExceptionAsync(() => new Recipes("docs/clients.md").AssertAnswersAsync(server, Shell.Root, $"{canaries.Exports}{server.Exports}{OwnPackages}"));
        Secret = canaries.FoundIn(Path.Combine(Shell.Root, "artifacts"), server.Secret);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>How many amendments and orders the customer of the samples has.</summary>
    internal async Task<(int Amendments, int Orders)> CountAsync()
    {
        using var portal = new Portal(Address);
        var amendments = await portal.Amendments.ListAmendmentsAsync(new() { Parent = "customers/44660", PageSize = 200 }, Portal.Waiting);
        var orders = await portal.Orders.ListOrdersAsync(new() { Parent = "customers/44660", PageSize = 200 }, Portal.Waiting);
        Assert.Equal("", amendments.NextPageToken + orders.NextPageToken);
        return (amendments.Amendments.Count, orders.Orders.Count);
    }
}
