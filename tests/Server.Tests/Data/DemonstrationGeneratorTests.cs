namespace MyOpenIP.Server.Tests.Data;

public sealed class DemonstrationGeneratorTests
{
    /// <summary>
    /// To change the demonstration: change the generator, run the tests with DEMONSTRATION_FOLDER set to data/demonstration
    /// of the repository, and look at what git shows.
    /// </summary>
    [Fact]
    public async Task The_committed_demonstration_is_what_the_generator_makes()
    {
        var (customers, offers) = DemonstrationGenerator.Make();
        if (Environment.GetEnvironmentVariable("DEMONSTRATION_FOLDER") is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "generated-customers.jsonl"), customers, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "generated-contracted-offers.jsonl"), offers, TestContext.Current.CancellationToken);
        }
        Assert.Equal(customers, await Committed("customers"));
        Assert.Equal(offers, await Committed("contracted-offers"));
    }

    private static Task<string> Committed(string kind) => File.ReadAllTextAsync(
        Path.Combine(
            Environment.GetEnvironmentVariable("DEMONSTRATION_FOLDER") ?? Path.Combine(Server.Json.CheckedJson.Folder, "demonstration"),
            $"generated-{kind}.jsonl"),
        TestContext.Current.CancellationToken);
}
