namespace MyOpenIP.EndToEnd.Tests;

/// <summary>Clients that know the protos and nothing else, in the languages of resellers.</summary>
public sealed class OtherLanguagesTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Node = "node src/ClientSamples/node/";

    /// <summary>Debian's Python, which Debian's gRPC packages are for; another may stand before it in the path.</summary>
    private const string Python = "PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 src/ClientSamples/python/";

    [Theory]
    [InlineData(Node + "walk.js", "Un contact sur site est nécessaire.")]
    [InlineData(Python + "walk.py", "Un contact sur site est nécessaire.")]
    public async Task A_client_walks_the_flow_and_reads_refusals(string client, string refusal)
    {
        var (exitCode, output) = await Shell.RunAsync($"{client} --server {server.Address}");
        Assert.True(exitCode == 0, output);
        Assert.Contains(refusal, output, StringComparison.Ordinal);
        Assert.Contains("Every answer was the one expected.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_in_Node_reads_refusals_with_a_thousand_causes()
    {
        var (exitCode, output) = await Shell.RunAsync($"{Node}check-refusals.js --server {server.Address}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Every refusal was read.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Node + "check-money.js")]
    [InlineData(Python + "check_money.py")]
    public async Task Amounts_convert_as_published(string check)
    {
        var (exitCode, output) = await Shell.RunAsync(check);
        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData(Node + "check-money.js")]
    [InlineData(Python + "check_money.py")]
    public async Task A_vector_that_does_not_hold_is_noticed(string check)
    {
        var vectors = Path.GetTempFileName();
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Shell.Root, "protos/money-vectors.json"), TestContext.Current.CancellationToken);
            Assert.Contains("\"-1.75\"", text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(vectors, text.Replace("\"-1.75\"", "\"-0.25\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (exitCode, output) = await Shell.RunAsync($"{check} {vectors}");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("-0.25", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(vectors);
        }
    }
}
