using MyOpenIP.Tests;
using Sample;

namespace MyOpenIP.RulesEngine.Tests.Sample;

public sealed class SampleTests
{
    [Fact]
    public void The_sample_of_the_document_derives_what_it_says() =>
        Assert.Equal([new Due("a", 7.50m)], AmountsDue.Of(new Order("a", 3), new Order("b", 0), new Price("a", 2.50m), new Price("b", 1m)));

    [Fact]
    public void The_document_shows_the_sample_as_it_is_compiled() =>
        Assert.Contains(
            "```csharp\n" + Read("tests/RulesEngine.Tests/Sample/AmountsDue.cs") + "```\n", Read("docs/rules-engine.md"), StringComparison.Ordinal);

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));
}
