using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

/// <summary>docs/path.md says how a call comes to a rule; operations know of no door.</summary>
public sealed partial class PathTests
{
    private static readonly string Document = Repository.Read("docs/path.md");

    [Fact]
    public void Three_files_at_most_lie_between_a_call_and_a_rule()
    {
        var between = Numbered().Matches(Document).Select(m => m.Groups[1].Value).ToArray();
        Assert.InRange(between.Length, 1, 3);
        Assert.All(between, file => Assert.Contains(file, Repository.Files));
        Assert.All(Linked().Matches(Document).Select(m => m.Groups[1].Value), file => Assert.Contains(file, Repository.Files));
    }

    [Fact]
    public void A_preview_a_draft_and_a_quote_go_through_the_same_three()
    {
        var starts = Start().Matches(Document).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(
            starts.Order(StringComparer.Ordinal),
            Repository.FilesUnder("src/Server", ".cs").Where(f => Repository.Read(f) is var text && LoadsInputs().IsMatch(text) && text.Contains("pricing.Price(", StringComparison.Ordinal))
                .Where(f => !f.EndsWith("Views.cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["src/Server/Amendments/AmendmentPricing.cs"],
            Repository.FilesUnder("src/Server", ".cs").Where(f => Repository.Read(f).Contains("pricer.Price(", StringComparison.Ordinal)));
        Assert.Equal(
            ["src/Server/Amendments/AmendmentPricing.cs"],
            Repository.FilesUnder("src/Server", ".cs").Where(f => Repository.Read(f).Contains("Delivery.Compute(", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_operation_knows_neither_a_call_nor_a_message_of_the_wire()
    {
        var operations = Repository.FilesUnder("src/Server", ".cs").Where(f => Operation().IsMatch(Repository.Read(f))).ToArray();
        Assert.InRange(operations.Length, 10, 100);
        Assert.All(operations, f => Assert.False(OfTheWire().IsMatch(Repository.Read(f)), f));
    }

    [Fact]
    public void What_operations_are_made_of_knows_neither_a_call_nor_a_message_of_the_wire()
    {
        var inner = ArrowsTests.OfTheBusiness.Where(f => !Door().IsMatch(f)).ToArray();
        Assert.InRange(inner.Length, 50, 1000);
        Assert.All(inner, f => Assert.False(OfTheWire().IsMatch(Repository.Read(f)), f));
    }

    [GeneratedRegex(@"^\| \d \| \[`([^`]+)`\]", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\| an? [^|]+ \| \[`([^`]+)`\]", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex(@"\]\(\.\./([^)]+)\)")]
    private static partial Regex Linked();

    [GeneratedRegex(@"\bloader\.(Load|Read)Async\(")]
    private static partial Regex LoadsInputs();

    [GeneratedRegex(@" RunAsync\(Write write")]
    private static partial Regex Operation();

    [GeneratedRegex(@"ServerCallContext|using Grpc|Google\.Protobuf|IMessage|\bV1\b")]
    private static partial Regex OfTheWire();

    /// <summary>gRPC classes with what they read and show.</summary>
    [GeneratedRegex(@"(Service(\.\w+)?|Views|Messages|Records|AnsweredStream|WrittenPreviews)\.cs$")]
    private static partial Regex Door();
}
