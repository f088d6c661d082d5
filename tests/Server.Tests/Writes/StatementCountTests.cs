using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Writes;

/// <summary>What a write asks of the database: one save, and few statements beside BEGIN and COMMIT.</summary>
public sealed class StatementCountTests(DemonstrationDatabase demonstration, ITestOutputHelper output) : IAsyncLifetime
{
    private const int MostStatements = 10;

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly Statements statements = new();
    private readonly Saves saves = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, file);
        server = await TestServer.StartAsync(
            file, TestServer.Today,
            services => services.ConfigureDbContext<StorageContext>(options => options.AddInterceptors(statements, saves))

                // Who looks at the health meanwhile is no part of a write.
                .PostConfigure<HealthCheckPublisherOptions>(publishing => publishing.Delay = TimeSpan.FromDays(1)));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_draft_of_ten_lines_a_quote_an_acceptance_and_a_delivery_save_once_each_in_ten_statements()
    {
        var clients = server.Operator;
        await using var storage = server.OpenStorage();
        var offer = await storage.ContractedOffers.FirstAsync(
            o => o.Reseller == "destiny" && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered,
            TestContext.Current.CancellationToken);
        var name = $"customers/{offer.CustomerId}/contractedOffers/{offer.Reference}";
        await AddProductsAsync(offer.OfferCode);
        var lines = Enumerable.Range(0, 10).Select(i => Steps.Want($"SDA_{i}", 1 + i)).ToArray();

        // Read before, as whoever amends an offer has read it.
        await clients.ReadOfferAsync(name);

        var draft = await CountAsync("a draft", () => clients.CreateQuotableAsync(name, lines));
        var quoted = await CountAsync("a quote", () => clients.QuoteAsync(draft));
        var accepted = await CountAsync("an acceptance", () => clients.ValidateAsync(quoted));
        await CountAsync("a delivery", () => clients.DeliverAsync(accepted.Order));
    }

    /// <summary>The shipped catalogue, with ten more products in an offer.</summary>
    private async Task AddProductsAsync(string offerCode)
    {
        var catalogue = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json")))!;
        var products = catalogue["offers"]!.AsArray().Single(o => (string)o!["code"]! == offerCode)!["products"]!.AsArray();
        var like = products.Single(p => (string)p!["code"]! == "SDA_FULL")!;
        foreach (var i in Enumerable.Range(0, 10))
        {
            var product = like.DeepClone();
            product["code"] = $"SDA_{i}";
            products.Add(product);
        }
        await server.Operator.Catalog.ImportCatalogAsync(
            new() { Content = ByteString.CopyFromUtf8(catalogue.ToJsonString()), RequestId = Steps.NewId() });
    }

    private async Task<T> CountAsync<T>(string what, Func<Task<T>> write)
    {
        statements.Texts.Clear();
        saves.Count = 0;
        var answer = await write();
        var told = $"{what}: {saves.Count} saves, {statements.Texts.Count} statements\n{string.Join('\n', statements.Texts.Select(Short))}";
        output.WriteLine(told);
        Assert.True(saves.Count == 1 && statements.Texts.Count <= MostStatements, told);
        return answer;
    }

    private static string Short(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 160 } text ? text[..160] : sql;

    /// <summary>Every statement but BEGIN and COMMIT, which are no commands.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            // The health looks whenever it likes.
            if (!result.CommandText.Contains("FROM \"CatalogueVersions\"", StringComparison.Ordinal))
                Texts.Enqueue(result.CommandText);
            return result;
        }
    }

    private sealed class Saves : SaveChangesInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
