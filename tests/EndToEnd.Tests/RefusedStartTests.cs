using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>Starts that cannot lead to serving end with exit code 1 and one line that says what to do.</summary>
public sealed class RefusedStartTests : IDisposable
{
    /// <summary>Root may write whatever it is forbidden to; so run, it may not.</summary>
    private static readonly string AsAnyone = Environment.IsPrivilegedProcess ? "setpriv --inh-caps=-all --bounding-set=-all " : "";

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_database_that_may_only_be_read_is_refused_and_left_as_it_is()
    {
        await RunAsync($"dotnet run --no-build --project src/Server -- import catalogue $PWD/data/examples/catalogue.json --Database:Path {Database}");
        await RunAsync($"rm -f {Database}-*; chmod a-w {Database}");
        Assert.StartsWith($"The database {Database} cannot be opened and written (", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal([Database], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_folder_that_may_only_be_read_is_refused()
    {
        await RunAsync($"chmod a-w {folder}");
        Assert.StartsWith($"The database {Database} cannot be made there (", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await RunAsync($"head -c 40960 /dev/zero > {Database}");
        Assert.StartsWith($"{Database} is no database, or a corrupt one:", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(40_960, new FileInfo(Database).Length);
    }

    private async Task<string> RefusalAsync()
    {
        var (exitCode, output) = await Shell.RunAsync(
            $"timeout 300 {AsAnyone}dotnet run --no-launch-profile --no-build --project src/Server -- --environment Development --Grpc:Port {ServerProcess.FreePort()} --Http:Port {ServerProcess.FreePort()} --Database:Path {Database}");
        Assert.True(exitCode == 1, output);
        return Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task RunAsync(string command)
    {
        var (exitCode, output) = await Shell.RunAsync(command);
        Assert.True(exitCode == 0, output);
    }
}
