using System.Text.Json.Nodes;

namespace MyOpenIP.Pricing.Tests.Cases;

public sealed class StoryTests
{
    public static MatrixTheoryData<string, RulesRuntime> Stories => new(CaseFiles.Names, Enum.GetValues<RulesRuntime>());

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_ends_as_it_is_told_under_either_runtime(string story, RulesRuntime runtime) =>
        Assert.Empty(Expectation.Differences(CaseFiles.Expected(story), Pricers.Of(runtime).Price(CaseFiles.Request(story))));

    [Fact]
    public void The_golden_cases_and_every_worked_example_are_told() => Assert.True(CaseFiles.Names.Count >= 34, $"{CaseFiles.Names.Count} stories");

    [Fact]
    public void Each_story_states_at_least_one_figure_and_what_stands_against_it() =>
        Assert.All(CaseFiles.Names, name =>
        {
            var expected = CaseFiles.Expected(name);
            Assert.True(expected.Count >= 2, name);
            Assert.True(expected.ContainsKey("violations"), name);
        });

    [Theory]
    [InlineData("lines[SDA_FULL].firstPeriod.amount", "26.47")]
    [InlineData("lines[SDA_FULL].firstPeriod.remainingShare", "\"20/30\"")]
    [InlineData("lines[SDA_FULL].takesEffectOn", "\"2026-04-11\"")]
    [InlineData("lines[SDA_FULL].firstPeriod", "null")]
    [InlineData("violations", "[\"NO_CHANGE\"]")]
    [InlineData("timeline", "[]")]
    [InlineData("timeline[1]", "{ \"monthly\": 1 }")]
    [InlineData("wholeTotals.recurring.vat[0]", "{ \"amount\": 0 }")]
    public void A_figure_that_differs_is_seen(string path, string expected)
    {
        var outcome = Pricers.OneShot.Price(CaseFiles.Request("010-two-added-inside-the-month"));
        var difference = Assert.Single(Expectation.Differences(new JsonObject { [path] = JsonNode.Parse(expected) }, outcome));
        Assert.StartsWith(path + ": expected ", difference, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lines[SDA_FULL].firstPerioid")]
    [InlineData("lines[OTHER].setup")]
    public void A_path_that_leads_nowhere_is_a_fault_of_the_story(string path)
    {
        var outcome = Pricers.OneShot.Price(CaseFiles.Request("010-two-added-inside-the-month"));
        Assert.Throws<KeyNotFoundException>(() => Expectation.Differences(new JsonObject { [path] = 0 }, outcome));
    }
}
