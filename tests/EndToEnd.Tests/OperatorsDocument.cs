using System.Text.RegularExpressions;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>docs/operations.md as a reader follows it: section after section, command after command.</summary>
/// <param name="text">The document.</param>
/// <param name="server">Where its commands are run.</param>
internal sealed partial class OperatorsDocument(string text, PublishedServer server)
{
    private readonly Queue<(string Heading, Match[] Blocks)> sections = new(
        text.Split("\n## ").Skip(1).Select(s => (s[..s.IndexOf('\n', StringComparison.Ordinal)], Block().Matches(s).ToArray())));

    /// <summary>Runs the commands of the next section, the one with this heading; those of a console block must print what stands below them.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="skip">Blocks that were run otherwise.</param>
    /// <param name="after">Called after each block, with its number from 0.</param>
    public async Task FollowAsync(string heading, int skip = 0, Func<int, Task>? after = null)
    {
        var (found, blocks) = sections.Dequeue();
        Assert.Equal(heading, found);
        foreach (var (index, block) in blocks.Index().Skip(skip))
        {
            if (block.Groups["kind"].Value == "sh")
                await server.DoneAsync(block.Groups["body"].Value);
            else
                foreach (Match command in Command().Matches(block.Groups["body"].Value))
                    Assert.Equal(command.Groups["output"].Value.Trim(), (await server.DoneAsync(command.Groups["command"].Value)).Trim());
            if (after is not null)
                await after(index);
        }
    }

    /// <summary>Nothing is left that was not followed.</summary>
    public void AssertFollowed() => Assert.Empty(sections.Where(s => s.Blocks.Length > 0).Select(s => s.Heading));

    /// <summary>Goes over a section that has no commands.</summary>
    public void Read(string heading)
    {
        var (found, blocks) = sections.Dequeue();
        Assert.Equal((heading, 0), (found, blocks.Length));
    }

    [GeneratedRegex(@"```(?<kind>sh|console)\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\$ (?<command>.+)\n(?<output>(?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
