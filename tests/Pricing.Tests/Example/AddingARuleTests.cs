using MyOpenIP.Pricing.Rules;
using MyOpenIP.Pricing.Runtimes;
using MyOpenIP.Pricing.Tests.Docs;

namespace MyOpenIP.Pricing.Tests.Example;

/// <summary>CONTRIBUTING.md shows how a rule is added; what it shows is compiled here, and works beside the rules that are there.</summary>
public sealed class AddingARuleTests
{
    private static readonly AmendmentPricer WithTheExample = new(RulesRuntime.OneShot, PricingRules.Load(typeof(LargeAdditionIsAgreed)));

    [Theory]
    [InlineData(1, 101, "")]
    [InlineData(1, 102, "QuantityOutOfRange P final_quantity=102 minimum=1 maximum=101")]
    [InlineData(200, 1, "")]
    public void The_example_decides_what_it_says(int held, int wanted, string expected) =>
        Assert.Equal(expected, string.Join('\n', WithTheExample.Price(Request(held, wanted)).Violations.Select(Shown.Of)));

    [Fact]
    public void Without_the_example_nothing_stands_against_it() => Assert.Empty(Pricers.OneShot.Price(Request(1, 102)).Violations);

    [Fact]
    public void The_example_changes_no_figure()
    {
        var (with, without) = (WithTheExample.Price(Request(1, 102)), Pricers.OneShot.Price(Request(1, 102)));
        Assert.Equal(CanonicalForm.Of(without), CanonicalForm.Of(with with { Violations = without.Violations }));
    }

    [Fact]
    public void Contributing_shows_the_example_as_it_is_compiled() =>
        Assert.Contains(
            "```csharp\n" + RepositoryFile.Read("tests/Pricing.Tests/Example/LargeAdditionIsAgreed.cs") + "```\n",
            RepositoryFile.Read("CONTRIBUTING.md"),
            StringComparison.Ordinal);

    [Fact]
    public void Contributing_shows_the_cases_that_are_run_here()
    {
        var shown = RepositoryFile.Read("CONTRIBUTING.md");
        var cases = RepositoryFile.Read("tests/Pricing.Tests/Example/AddingARuleTests.cs").Split('\n').Where(l => l.StartsWith("    [InlineData(", StringComparison.Ordinal));
        Assert.All(cases, line => Assert.Contains(line, shown, StringComparison.Ordinal));
    }

    private static PricingRequest Request(int held, int wanted) => A.Request().Line(18.90m, held, 18.90m, wanted).Request;
}
