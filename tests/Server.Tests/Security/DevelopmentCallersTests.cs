using System.Net;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;
using Microsoft.Extensions.DependencyInjection;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Who is believed its own word: a caller of this machine, in Development, that no proxy passed on.</summary>
public sealed class DevelopmentCallersTests(DemonstrationDatabase demonstration) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "myopenip.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_call_that_a_proxy_passed_on_is_not_believed(string header, string value)
    {
        File.Copy(demonstration.File, Database);
        foreach (var settings in (string[][])[[], ["--Public:Proxies", "127.0.0.1"]])
        {
            await using var server = await TestServer.StartAsync(Database, TestServer.Today, settings: settings);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "Dev operator"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, null));
            foreach (var authorization in (string?[])["Dev operator", null])
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, authorization, (header, value)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("10.0.0.7,10.1.0.0/16", false)]
    [InlineData("", false)]
    public async Task What_a_proxy_says_counts_where_it_is_named(string named, bool counts)
    {
        File.Copy(demonstration.File, Database);
        await using var server = await TestServer.StartAsync(Database, TestServer.Today, settings: ["--Public:Proxies", named]);
        using var http = new HttpClient { BaseAddress = server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal(counts, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task In_Production_neither_a_word_nor_a_client_of_the_demonstration_is_let_in()
    {
        File.Copy(demonstration.File, Database);
        List<DemonstrationClient> clients;
        await using (var server = await TestServer.StartAsync(Database, TestServer.Today))
        {
            clients = await DemonstrationClient.MakeAsync(server.Parts.GetRequiredService<Operations>(), Cancellation);
            Assert.Equal(3, clients.Count);
            Assert.All(await Task.WhenAll(clients.Select(c => server.AskAsync(c.Name, c.Secret))), a => Assert.Equal(HttpStatusCode.OK, a.Status));
            var again = await DemonstrationClient.MakeAsync(server.Parts.GetRequiredService<Operations>(), Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.AskAsync(clients[0].Name, clients[0].Secret)).Status);
            clients = again;
        }
        Directory.Delete(Path.Combine(folder, "keys"), recursive: true);
        await using var production = await TestServer.StartInProductionAsync(Database, TestServer.Today);
        foreach (var word in (string?[])["Dev operator", "Dev reseller:destiny", "Dev internal:crm", null])
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(production, word));
        Assert.All(await Task.WhenAll(clients.Select(c => production.AskAsync(c.Name, c.Secret))), a => Assert.Equal(HttpStatusCode.Unauthorized, a.Status));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string? authorization, params (string, string)[] headers)
    {
        using var http = new HttpClient { BaseAddress = server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/offers");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
