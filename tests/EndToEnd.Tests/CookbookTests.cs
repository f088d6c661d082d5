using System.Text;
using System.Text.RegularExpressions;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The documents whose commands go on from one another, each run from its first command to its last in one shell, as a reader would.</summary>
public sealed partial class CookbookTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Grpcurl = "docs/grpcurl.md";
    private const string Api = "docs/api.md";
    private const string BlockEnds = "-- block ends, exit code ";

    [Theory]
    [InlineData(Grpcurl)]
    [InlineData(Api)]
    public async Task Every_command_answers_as_the_document_says(string document)
    {
        var recipes = Recipes(await File.ReadAllTextAsync(Path.Combine(Shell.Root, document), TestContext.Current.CancellationToken));
        Assert.True(recipes.Count > 5, "The document has recipes.");
        var answers = await RunAsync(recipes);
        Assert.Equal(recipes.Count, answers.Count);
        foreach (var (recipe, (exitCode, output)) in recipes.Zip(answers))
        {
            Assert.True((exitCode != 0) == recipe.Refused, $"{recipe.Commands}\nexit code {exitCode}\n{output}");
            Assert.All(recipe.Says, words => Assert.True(output.Contains(words, StringComparison.Ordinal), $"{recipe.Commands}\nlacks {words}:\n{output}"));
        }
    }

    [Theory]
    [InlineData(Grpcurl)]
    [InlineData(Api)]
    public void Every_command_is_in_a_block_that_is_run(string document)
    {
        var text = File.ReadAllText(Path.Combine(Shell.Root, document));
        var run = Recipes(text).Sum(r => Call().Count(r.Commands));
        Assert.Equal(Call().Count(text), run);
    }

    private async Task<IReadOnlyList<(int ExitCode, string Output)>> RunAsync(IReadOnlyList<Recipe> recipes)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-cookbook-").FullName;
        try
        {
            // A command that fails ends its block; what a block defines, the next ones use.
            var script = new StringBuilder($"PATH={Shell.Root}/tests/EndToEnd.Tests:$PATH\nset -o pipefail\n");
            foreach (var recipe in recipes)
            {
                var commands = recipe.Commands.Replace("localhost:5080", server.Address.Authority, StringComparison.Ordinal)
                    .Replace("localhost:5081", server.Http.Authority, StringComparison.Ordinal);
                script.Append("failed=0\ntrap 'failed=$?' ERR\n").Append(commands).Append("\ntrap - ERR\necho; echo '")
                    .Append(BlockEnds).Append("'$failed\n");
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "cookbook.sh"), script.ToString(), TestContext.Current.CancellationToken);
            var (_, output) = await Shell.RunAsync($"cd {folder} && bash cookbook.sh 2>&1");
            return [.. End().Split(output).Chunk(2).Where(c => c.Length == 2).Select(c => (int.Parse(c[1], null), c[0] + Details(c[0])))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the details of a refusal say: grpcurl prints them, buf curl leaves them in base64.</summary>
    private static string Details(string output) => string.Concat(Detail().Matches(output)
        .Select(m => m.Groups["base64"].Value)
        .Select(d => Encoding.UTF8.GetString(Convert.FromBase64String(d.PadRight((d.Length + 3) / 4 * 4, '=')))));

    private static List<Recipe> Recipes(string text)
    {
        var recipes = new List<Recipe>();
        foreach (Match block in Block().Matches(text))
        {
            var (kind, content) = (block.Groups["kind"].Value, block.Groups["content"].Value);
            if (kind == "text")
                recipes[^1] = recipes[^1] with { Says = content.Split('\n', StringSplitOptions.RemoveEmptyEntries) };
            else
                recipes.Add(new(content, kind == "sh refused", []));
        }

        return recipes;
    }

    [GeneratedRegex(@"^```(?<kind>sh refused|sh|text)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(call|grpcurl|json) |\| json |^ +json ", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex("\"type\": \"google\\.rpc\\.\\w+\",\\s*\"value\": \"(?<base64>[A-Za-z0-9+/]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Detail();

    [GeneratedRegex(BlockEnds + @"(\d+)\n")]
    private static partial Regex End();

    private sealed record Recipe(string Commands, bool Refused, string[] Says);
}
