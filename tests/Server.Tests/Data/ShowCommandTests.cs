using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>What is stored as bytes can be read by people.</summary>
public sealed class ShowCommandTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Terms_a_price_and_what_it_shares_are_printed_as_JSON()
    {
        var quoted = await fixture.Server.Operator.QuoteAsync(
            await fixture.Server.Operator.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2)));
        var terms = await JsonOfAsync(Steps.MetaCentrex);
        Assert.Contains("SDA_FULL", terms["lines"]!.AsArray().Select(l => (string?)l!["product"]));
        Assert.True(JsonNode.DeepEquals(terms, await JsonOfAsync($"customers/-/contractedOffers/{Steps.MetaCentrex.Split('/')[^1]}/versions/1")));

        var price = await JsonOfAsync(quoted.Quote.Name);
        Assert.Equal(2, (int?)price["request"]!["wanted"]![0]!["final_quantity"]);
        Assert.Equal(quoted.Quote.Recap.RuleSetVersion, (string?)price["outcome"]!["rule_set_version"]);
        foreach (var (field, part) in new[] { ("catalogue_offer", "products"), ("tax_table", "rows"), ("legal_table", "values") })
        {
            var digest = Convert.ToHexStringLower(Convert.FromBase64String((string)price["request"]![field]!));
            Assert.NotEmpty((await JsonOfAsync(digest))[part]!.AsArray());
        }
    }

    [Theory]
    [InlineData("customers/44660/contractedOffers/OC1")]
    [InlineData("customers/1/contractedOffers/OC138637")]
    [InlineData("customers/44660/contractedOffers/OC138637/versions/99")]
    [InlineData("customers/44660/amendments/DEV000000001/quotes/99")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nothing of the kind")]
    public async Task What_is_not_there_is_said_and_the_exit_code_is_1(string name)
    {
        var (code, output) = await RunAsync(name);
        Assert.Equal((1, $"Nothing is stored under {name}."), (code, output.Trim()));
    }

    [Fact]
    public void It_opens_the_database_to_read_alone()
    {
        using var context = StorageSetup.OpenToRead(fixture.Database);
        var refusal = Assert.Throws<SqliteException>(() => context.ContractedOffers.ToList().Count == 0 ? 0 : Execute(context));
        Assert.Contains("readonly", refusal.Message, StringComparison.Ordinal);

        static int Execute(StorageContext context) => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(context.Database, "DELETE FROM \"Quotes\"");
    }

    private async Task<JsonNode> JsonOfAsync(string name)
    {
        var (code, output) = await RunAsync(name);
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!;
    }

    private async Task<(int Code, string Output)> RunAsync(string name)
    {
        var output = new StringWriter();
        var code = await new RootCommand { ShowCommand.Create(_ => StorageSetup.OpenToRead(fixture.Database), output) }
            .Parse(["show", name]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
