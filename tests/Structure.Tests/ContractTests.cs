using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

public sealed partial class ContractTests
{
    private static readonly string Buf = Path.Combine("node_modules", ".bin", "buf");

    [Theory]
    [InlineData(".")]
    [InlineData(Repository.Formats)]
    public void The_protos_pass_the_linter(string workspace) => AssertBuf("lint", workspace);

    [Theory]
    [InlineData(".")]
    [InlineData(Repository.Formats)]
    public void The_protos_are_formatted(string workspace) => AssertBuf("format", workspace, "--diff", "--exit-code");

    [Fact]
    public void Every_violation_of_the_core_is_an_error_reason_of_the_wire()
    {
        var core = EnumMember().Matches(Repository.Read("src/Pricing/Outcome/Violation.cs").Split("enum ViolationCode")[1])
            .Select(m => UpperSnake(m.Groups[1].Value));
        var wire = Repository.FilesUnder("protos", ".proto")
            .SelectMany(f => WireReason().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value))
            .ToHashSet();
        Assert.NotEmpty(wire);
        Assert.All(core, code => Assert.Contains(code, wire));
    }

    private static void AssertBuf(params string[] arguments)
    {
        var (exitCode, output) = Repository.Run(Path.Combine(Repository.Root, Buf), arguments);
        Assert.True(exitCode == 0, output);
    }

    private static string UpperSnake(string name) => WordStart().Replace(name, "_$0").ToUpperInvariant();

    [GeneratedRegex(@"^    (\w+),\s*$", RegexOptions.Multiline)]
    private static partial Regex EnumMember();

    [GeneratedRegex(@"\bERROR_REASON_(\w+)\s*=")]
    private static partial Regex WireReason();

    [GeneratedRegex(@"(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
