using System.Text.RegularExpressions;
using MyOpenIP.ClientSamples;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The commands of the README, run as they stand. Those of docs/operations.md are run by <see cref="OperatorsHourTests"/>.</summary>
public sealed partial class DocumentedCommandsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Shell.Root, "README.md"));

    [Fact]
    public async Task Every_grpcurl_command_of_the_README_prints_what_stands_below_it()
    {
        var commands = ConsoleBlock().Matches(Readme).SelectMany(b => Command().Matches(b.Groups[1].Value)).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var here = command.Groups["command"].Value.Replace("127.0.0.1:5080", server.Address.Authority, StringComparison.Ordinal);
            var (exitCode, output) = await Shell.RunAsync($"PATH={Shell.Root}/tests/EndToEnd.Tests:$PATH; set -o pipefail; {here}");
            Assert.True(exitCode == 0, output);
            Assert.Equal(command.Groups["output"].Value.Trim(), output.Trim());
        }
    }

    [Fact]
    public void Every_other_command_of_the_README_is_run_by_a_test_of_its_own()
    {
        var commands = ShellBlock().Matches(Readme).Select(b => b.Groups[1].Value.Trim());
        Assert.Equal(["dotnet run --project src/Server", "dotnet run --project src/ClientSamples", "dotnet run --project src/ClientSamples -- --html pages", "./test.sh"], commands);
    }

    [Fact]
    public async Task The_server_started_as_the_README_says_tells_what_to_try_and_where_it_serves_and_stops_when_asked()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        var (grpc, http) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var log = Path.Combine(folder, "log");
        var (exitCode, output) = await Shell.RunAsync(
            $"dotnet run --no-build --project src/Server -- --Grpc:Port {grpc} --Http:Port {http} --Database:Path {folder}/myopenip.db > {log} 2>&1 & started=$!; "
            + $"for i in $(seq 600); do grep -q 'Application started' {log} && break; sleep 1; done; "
            + $"PATH={Shell.Root}/tests/EndToEnd.Tests:$PATH; set -o pipefail; grep -A 3 'Try in another terminal' {log} | tail -n +2 > {folder}/next; bash -e {folder}/next > {folder}/answers; tried=$?; "
            + $"kill -TERM $started; wait $started; code=$?; cat {log} {folder}/answers; [ $tried -eq 0 ] && exit $code");
        Directory.Delete(folder, recursive: true);
        Assert.True(exitCode == 0, output);
        Assert.Matches("^(Using launch settings .*\n)?MyOpenIP prices once for itself, then serves. Try in another terminal", output);
        Assert.Contains($"MyOpenIP 0.2.0 serves in Development: gRPC on http://127.0.0.1:{grpc}", output, StringComparison.Ordinal);
        Assert.Contains("Application is shutting down", output, StringComparison.Ordinal);

        // What the three commands answer.
        Assert.Contains("\"reference\":\"OC138637\"", output, StringComparison.Ordinal);
        Assert.Contains("\"units\":\"72\"", output, StringComparison.Ordinal);
        Assert.Contains("myopenip.v1.Amendments\n", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\$ (?<command>.+)\n(?<output>(?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
