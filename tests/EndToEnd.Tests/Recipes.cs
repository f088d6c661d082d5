using System.Text;
using System.Text.RegularExpressions;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A document whose commands go on from one another, run from its first command to its last in one shell, as a reader would.</summary>
/// <param name="document">Its path in the repository.</param>
internal sealed partial class Recipes(string document)
{
    private const string BlockEnds = "-- block ends, exit code ";

    /// <summary>What it says.</summary>
    public string Text { get; } = File.ReadAllText(Path.Combine(Shell.Root, document));

    /// <summary>Runs every command, and compares what each block answers with what the document says.</summary>
    /// <param name="server">The server that they are for.</param>
    /// <param name="folder">Where they are run.</param>
    /// <param name="before">What the shell runs before.</param>
    public async Task AssertAnswersAsync(RunningServer server, string folder, string before = "")
    {
        var blocks = Blocks();
        Assert.True(blocks.Count > 5, "The document has recipes.");
        var answers = await RunAsync(blocks, server, folder, before);
        Assert.Equal(blocks.Count, answers.Count);
        foreach (var (block, (exitCode, output)) in blocks.Zip(answers))
        {
            Assert.True((exitCode != 0) == block.Refused, $"{block.Commands}\nexit code {exitCode}\n{output}");
            Assert.All(block.Says, words => Assert.True(output.Contains(words, StringComparison.Ordinal), $"{block.Commands}\nlacks {words}:\n{output}"));
        }
    }

    /// <summary>The blocks that are run.</summary>
    public List<Block> Blocks()
    {
        var blocks = new List<Block>();
        foreach (Match block in Fenced().Matches(Text))
        {
            var (kind, content) = (block.Groups["kind"].Value, block.Groups["content"].Value);
            if (kind == "text")
                blocks[^1] = blocks[^1] with { Says = content.Split('\n', StringSplitOptions.RemoveEmptyEntries) };
            else
                blocks.Add(new(content, kind == "sh refused", []));
        }

        return blocks;
    }

    private static async Task<IReadOnlyList<(int ExitCode, string Output)>> RunAsync(IReadOnlyList<Block> blocks, RunningServer server, string folder, string before)
    {
        var file = Path.GetTempFileName();
        try
        {
            // A command that fails ends its block; what a block defines, the next ones use.
            var script = new StringBuilder($"PATH={Shell.Root}/tests/EndToEnd.Tests:$PATH\nset -o pipefail\n{server.Exports}{before}\n");
            foreach (var block in blocks)
            {
                var commands = block.Commands.Replace("localhost:5080", server.Address.Authority, StringComparison.Ordinal)
                    .Replace("localhost:5081", server.Http.Authority, StringComparison.Ordinal);
                script.Append("failed=0\ntrap 'failed=$?' ERR\n").Append(commands).Append("\ntrap - ERR\necho; echo '")
                    .Append(BlockEnds).Append("'$failed\n");
            }

            await File.WriteAllTextAsync(file, script.ToString(), TestContext.Current.CancellationToken);
            var (_, output) = await Shell.RunAsync($"cd {folder} && bash {file} 2>&1");
            return [.. End().Split(output).Chunk(2).Where(c => c.Length == 2).Select(c => (int.Parse(c[1], null), c[0] + Details(c[0])))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What the details of a refusal say: grpcurl prints them, buf curl leaves them in base64.</summary>
    private static string Details(string output) => string.Concat(Detail().Matches(output)
        .Select(m => m.Groups["base64"].Value)
        .Select(d => Encoding.UTF8.GetString(Convert.FromBase64String(d.PadRight((d.Length + 3) / 4 * 4, '=')))));

    [GeneratedRegex(@"^```(?<kind>sh refused|sh|text)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fenced();

    [GeneratedRegex("\"type\": \"google\\.rpc\\.\\w+\",\\s*\"value\": \"(?<base64>[A-Za-z0-9+/]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Detail();

    [GeneratedRegex(BlockEnds + @"(\d+)\n")]
    private static partial Regex End();

    /// <summary>Commands, whether they are refused, and what they print.</summary>
    internal sealed record Block(string Commands, bool Refused, string[] Says);
}
