using System.Globalization;
using System.Text.RegularExpressions;
using MyOpenIP.ClientSamples;

[assembly: AssemblyFixture(typeof(MyOpenIP.EndToEnd.Tests.PublishedFolder))]

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The server as operators get it, published when it is first asked for.</summary>
public sealed class PublishedFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-published-").FullName;
    private readonly Lazy<Task<(string Output, IReadOnlyList<string> Secret)>> published;

    /// <summary>Nothing is published yet.</summary>
    public PublishedFolder() => published = new(PublishAsync);

    private string Published => Path.Combine(folder, "publish");

    /// <summary>The folder, whole.</summary>
    public async Task<string> MadeAsync()
    {
        Assert.Equal("", (await published.Value).Output);
        return Published;
    }

    /// <summary>The files of it in which a secret of the machine was found on which it was made.</summary>
    public async Task<IReadOnlyList<string>> SecretAsync() => (await published.Value).Secret;

    private async Task<(string Output, IReadOnlyList<string> Secret)> PublishAsync()
    {
        using var canaries = Canaries.Put();
        var (code, output) = await Shell.RunAsync($"{canaries.Exports}./publish.sh {folder}/publish");
        return code == 0 ? ("", canaries.FoundIn(Published)) : (output, []);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>
/// The server as operators get it, and a folder that stands for the root of their machine. Commands of
/// docs/operations.md are run there: paths of the machine are those under the folder, ports are free ones.
/// </summary>
public sealed partial class PublishedServer(PublishedFolder folder) : IAsyncLifetime
{
    private readonly string machine = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly int http = ServerProcess.FreePort();
    private readonly int grpc = ServerProcess.FreePort();
    private readonly int tls = ServerProcess.FreePort();

    /// <summary>Where the operator works: neither the repository nor the program's folder.</summary>
    public string Home => Path.Combine(machine, "home");

    /// <summary>Where the server is installed.</summary>
    public string Program => Path.Combine(machine, "opt/myopenip");

    /// <summary>What was published, beside <see cref="Home"/>'s other files.</summary>
    public string Published => Path.Combine(Home, "publish");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var made in (string[])["home", "opt", "var/lib", "etc/systemd/system", "usr/local/bin"])
            Directory.CreateDirectory(Path.Combine(machine, made));
        var (code, output) = await Shell.RunAsync($"cp -r {await folder.MadeAsync()} {Published}");
        Assert.True(code == 0, output);
        foreach (var file in Directory.GetFiles(Path.Combine(Published, "systemd")).Append(Path.Combine(Published, "appsettings.json")))
            await File.WriteAllTextAsync(file, Here(await File.ReadAllTextAsync(file)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var unit in Directory.GetFiles(machine, "*.pid"))
            await RunAsync($"systemctl stop {Path.GetFileNameWithoutExtension(unit)}");
        Directory.Delete(machine, recursive: true);
    }

    /// <summary>Runs a command as the document writes it, in the operator's folder.</summary>
    /// <returns>Its exit code, and what it printed as it would be on the operator's machine.</returns>
    internal async Task<(int Code, string Output)> RunAsync(string command)
    {
        var ports = string.Create(CultureInfo.InvariantCulture, $"Grpc__Port={grpc} Http__Port={http} Tls__Port={tls} Tls__Address=127.0.0.1");
        var (code, output) = await Shell.RunAsync(
            $"export MACHINE={machine} {ports} PATH={machine}/usr/local/bin:{Shell.Root}/tests/EndToEnd.Tests/machine:$PATH; set -e -o pipefail; cd {Home}\n{Here(command)}");
        return (code, output.Replace(machine, "", StringComparison.Ordinal));
    }

    /// <summary>Runs a command that must end well.</summary>
    /// <returns>What it printed.</returns>
    internal async Task<string> DoneAsync(string command)
    {
        var (code, output) = await RunAsync(command);
        Assert.True(code == 0, $"{command}\n{output}");
        return output;
    }

    private string Here(string text) => Place().Replace(text, machine + "$0")
        .Replace("127.0.0.1:5081", $"127.0.0.1:{http}", StringComparison.Ordinal).Replace("localhost:5443", $"localhost:{tls}", StringComparison.Ordinal);

    [GeneratedRegex("/opt/myopenip|/var/lib/myopenip|/etc/systemd/system|/usr/local/bin")]
    private static partial Regex Place();
}
