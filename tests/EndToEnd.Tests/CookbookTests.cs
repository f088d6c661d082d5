using System.Text.RegularExpressions;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>The documents whose commands call a running server.</summary>
public sealed partial class CookbookTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Grpcurl = "docs/grpcurl.md";
    private const string Api = "docs/api.md";

    [Theory]
    [InlineData(Grpcurl)]
    [InlineData(Api)]
    public async Task Every_command_answers_as_the_document_says(string document)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-cookbook-").FullName;
        try
        {
            await new Recipes(document).AssertAnswersAsync(server, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(Grpcurl)]
    [InlineData(Api)]
    public void Every_command_is_in_a_block_that_is_run(string document)
    {
        var recipes = new Recipes(document);
        Assert.Equal(Call().Count(recipes.Text), recipes.Blocks().Sum(b => Call().Count(b.Commands)));
    }

    [GeneratedRegex(@"^(call|grpcurl|json) |\| json |^ +json ", RegexOptions.Multiline)]
    private static partial Regex Call();
}
