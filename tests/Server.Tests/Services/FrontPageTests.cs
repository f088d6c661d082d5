using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What the root of the JSON port tells.</summary>
public sealed partial class FrontPageTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string[] Services = ["Amendments", "Catalog", "ContractedOffers", "Customers", "Orders"];

    [Fact]
    public async Task Whoever_asks_is_told_in_text_what_is_here()
    {
        var (type, text) = await ReadAsync(fixture.Server.Http, "*/*");
        Assert.Equal("text/plain", type);
        Assert.All(Services, s => Assert.Contains($"myopenip.v1.{s}", text, StringComparison.Ordinal));
        Assert.Contains($"port {fixture.Server.Grpc.Port}:", text, StringComparison.Ordinal);
        Assert.Contains($"this port, {fixture.Server.Http.Port},", text, StringComparison.Ordinal);
        Assert.Contains("/openapi.json", text, StringComparison.Ordinal);
        Assert.Contains("/health", text, StringComparison.Ordinal);
        Assert.Contains("docs/clients.md", text, StringComparison.Ordinal);
        Assert.Contains($"curl -H 'authorization: Dev operator' 'http://localhost:{fixture.Server.Http.Port}/v1/customers?pageSize=1'", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_shown_a_page_whose_links_all_answer()
    {
        var (type, page) = await ReadAsync(fixture.Server.Http, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        Assert.Equal("text/html", type);
        Assert.All(Services, s => Assert.Contains($"myopenip.v1.{s}", page, StringComparison.Ordinal));
        var links = Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToArray();
        Assert.Equal(["/openapi.json", "/health", "/v1/customers?pageSize=1"], links);
        using var http = new HttpClient { BaseAddress = fixture.Server.Http };
        foreach (var link in links)
            Assert.NotEmpty(await http.GetStringAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_OpenAPI_file_is_the_published_one()
    {
        var (type, text) = await ReadAsync(fixture.Server.Http, "*/*", "/openapi.json");
        Assert.Equal("application/json", type);
        Assert.Contains("/v1/customers/{customer}/amendments/{amendment}:issueQuote", JsonNode.Parse(text)!["paths"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task It_is_there_in_every_environment_and_tells_nothing_that_helps_an_attacker()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        var database = Path.Combine(folder, "copy.db");
        File.Copy(fixture.Database, database);
        await using (var server = await TestServer.StartInProductionAsync(database, TestServer.Today))
        {
            var (_, text) = await ReadAsync(server.Http, "*/*");
            Assert.Contains("-H 'authorization: ...'", text, StringComparison.Ordinal);
            foreach (var secret in new[] { "Dev", folder, Environment.MachineName, typeof(ServerHost).Assembly.GetName().Version!.ToString(3), "Production", "Kestrel", ".NET" })
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(string? Type, string Text)> ReadAsync(Uri address, string accept, string path = "/")
    {
        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("accept", accept);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
