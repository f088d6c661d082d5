using System.Text.RegularExpressions;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A new integrator's hour: clients in the languages of resellers, which know the artefacts and nothing else.</summary>
public sealed partial class ClientsTests(BuiltClients clients) : IClassFixture<BuiltClients>
{
    private const string TypeScript = "node src/ClientSamples/typescript/build/";

    /// <summary>Debian's Python, which Debian's gRPC packages are for; another may stand before it in the path.</summary>
    private const string Python = "PYTHONPATH=artifacts/python PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 src/ClientSamples/python/";

    private const string Sample = "Sample.dll";

    private static readonly string[] Sources = ["src/ClientSamples/typescript/ts-proto", "src/ClientSamples/typescript/connect", "src/ClientSamples/python", "src/ClientSamples/csharp"];

    [Fact]
    public void Every_command_of_the_document_answers_as_it_says() => Assert.Null(clients.Fault);

    [Theory]
    [InlineData("docs/clients.md", 4)]
    [InlineData("src/Client/README.md", 2)]
    public void The_code_that_a_document_shows_is_what_the_samples_do(string document, int shown)
    {
        var done = string.Concat(Sources.SelectMany(s => Directory.GetFiles(Path.Combine(Shell.Root, s))).Select(f => Flat(File.ReadAllText(f))));
        var snippets = Code().Matches(File.ReadAllText(Path.Combine(Shell.Root, document))).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(shown, snippets.Length);
        Assert.All(snippets, s => Assert.True(done.Contains(Flat(s), StringComparison.Ordinal), s));
    }

    [Theory]
    [InlineData(TypeScript + "ts-proto/walk.js", 6)]
    [InlineData(TypeScript + "connect/walk.js", 6)]
    [InlineData(Python + "walk.py", 6)]
    [InlineData("dotnet " + Sample, 5)]
    public async Task A_write_whose_answer_is_lost_is_sent_again_by_itself_and_applied_once(string client, int leastWrites)
    {
        var before = await clients.CountAsync();
        await using var proxy = await LosingProxy.StartAsync(clients.Address);
        var (exitCode, output) = await Shell.RunAsync($"{clients.Exports}{client.Replace(Sample, clients.Sample, StringComparison.Ordinal)} --server {proxy.Address}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Every answer was the one expected.", output, StringComparison.Ordinal);
        Assert.InRange(proxy.Writes.Count, leastWrites, 20);
        Assert.All(proxy.Writes, w => Assert.InRange(w.Value, 2, 3));
        Assert.Equal((before.Amendments + 1, before.Orders + 1), await clients.CountAsync());
    }

    [Fact]
    public void Nothing_secret_is_in_what_client_authors_are_given() => Assert.Empty(clients.Secret);

    [Fact]
    public async Task The_OpenAPI_file_is_what_the_JSON_port_does()
    {
        var (exitCode, output) = await Shell.RunAsync($"{clients.Exports}node tests/EndToEnd.Tests/openapi.mjs artifacts/openapi.json {clients.Http.GetLeftPart(UriPartial.Authority)}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("all as the file says", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_with_a_thousand_causes_can_be_read()
    {
        var (exitCode, output) = await Shell.RunAsync($"{clients.Exports}{TypeScript}ts-proto/check-refusals.js --server {clients.Address}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Every refusal was read.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TypeScript + "check-money.js")]
    [InlineData(Python + "check_money.py")]
    public async Task Amounts_convert_as_published_and_a_vector_that_does_not_hold_is_noticed(string check)
    {
        const string Vectors = "artifacts/unpacked/protos/money-vectors.json";
        var (exitCode, output) = await Shell.RunAsync($"{check} {Vectors}");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = await Shell.RunAsync($"sed 's/\"-1.75\"/\"-0.25\"/' {Vectors} > artifacts/other.json; ! cmp -s {Vectors} artifacts/other.json && {check} artifacts/other.json");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("-0.25", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_protoset_calls_a_method_and_the_published_files_are_the_committed_ones()
    {
        var (exitCode, output) = await Shell.RunAsync(
            "cmp protos/service-config.json artifacts/service-config.json && cmp protos/openapi.json artifacts/openapi.json"
            + $" && tests/EndToEnd.Tests/grpcurl -plaintext -protoset artifacts/myopenip.protoset -d '{{\"query\": \"44660\"}}' {clients.Address.Authority} myopenip.v1.Customers/ListCustomers");
        Assert.True(exitCode == 0, output);
        Assert.Contains("44660", output, StringComparison.Ordinal);
    }

    /// <summary>Code without its indentation.</summary>
    private static string Flat(string code) => Indentation().Replace(code, "\n").Trim();

    [GeneratedRegex(@"^```(?:ts|python|csharp)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\n\s*")]
    private static partial Regex Indentation();
}
