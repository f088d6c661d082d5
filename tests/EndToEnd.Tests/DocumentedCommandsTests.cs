using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MyOpenIP.ClientSamples;
using MyOpenIP.V1;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>
/// The commands of the README. grpcurl is written as buf curl, which calls in the same way, and jq's paths are followed
/// here, so that neither has to be installed.
/// </summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Shell.Root, "README.md"));

    [Fact]
    public async Task Every_grpcurl_command_of_the_README_prints_what_stands_below_it()
    {
        var commands = ConsoleBlock().Matches(Readme).SelectMany(b => Command().Matches(b.Groups[1].Value)).ToArray();
        Assert.NotEmpty(commands);
        await using var server = ServerProcess.Start();
        using (var portal = new Portal(server.Address))
            await portal.Catalog.ListOffersAsync(new ListOffersRequest(), Portal.Waiting);

        Assert.All(commands, c => AssertPrints(c.Groups["output"].Value, c.Groups["command"].Value, server));
    }

    [Fact]
    public void Every_other_command_of_the_README_is_run_by_a_test_of_its_own()
    {
        var commands = ShellBlock().Matches(Readme).Select(b => b.Groups[1].Value.Trim());
        Assert.Equal(["dotnet run --project src/Server", "dotnet run --project src/ClientSamples", "./test.sh"], commands);
    }

    [Fact]
    public async Task The_server_started_as_the_README_says_tells_where_it_serves_and_stops_when_asked()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        var log = Path.Combine(folder, "log");
        var (exitCode, output) = await Shell.RunAsync(
            $"dotnet run --no-build --project src/Server -- --Grpc:Port 0 --Http:Port 0 --Database:Path {folder}/myopenip.db > {log} 2>&1 & started=$!; " +
            $"for i in $(seq 120); do grep -q 'Application started' {log} && break; sleep 1; done; kill -TERM $started; wait $started; code=$?; cat {log}; exit $code");
        Directory.Delete(folder, recursive: true);
        Assert.Contains("Now listening on: http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("Application is shutting down", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    private static void AssertPrints(string expected, string command, ServerProcess server)
    {
        var (call, path) = command.Split(" | jq ") is [var c, var p] ? (c, p) : (command, null);
        var (exitCode, output) = Shell.RunAsync(AsBufCurl(call, server.GrpcPort)).GetAwaiter().GetResult();
        Assert.True(exitCode == 0, output);
        if (path is null)
            Assert.Equal(expected.Trim(), output.Trim());
        else
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Follow(JsonNode.Parse(output), path)), $"{command}\n{output}");
    }

    private static string AsBufCurl(string grpcurl, int port)
    {
        var parts = GrpcurlCall().Match(grpcurl);
        Assert.True(parts.Success, $"Not a command of the form that is run here: {grpcurl}");
        const string Buf = "node_modules/.bin/buf curl --protocol grpc --http2-prior-knowledge";
        return parts.Groups["what"].Value is "list"
            ? $"{Buf} http://127.0.0.1:{port} --list-services"
            : $"{Buf} {parts.Groups["data"].Value} http://127.0.0.1:{port}/{parts.Groups["what"].Value}";
    }

    private static JsonNode? Follow(JsonNode? node, string path) => PathStep().Matches(path).Aggregate(
        node, (at, step) => step.Groups["index"].Success ? at![int.Parse(step.Groups["index"].Value, null)] : at![step.Groups["name"].Value]);

    [GeneratedRegex(@"```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\$ (?<command>.+)\n(?<output>(?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^grpcurl -plaintext (?<data>-d '[^']*')? ?127\.0\.0\.1:5080 (?<what>list|[\w.]+/\w+)$")]
    private static partial Regex GrpcurlCall();

    [GeneratedRegex(@"\.(?<name>\w+)|\[(?<index>\d+)\]")]
    private static partial Regex PathStep();
}
