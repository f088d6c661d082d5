using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Data;

public sealed class CatalogueImporterTests : IAsyncLifetime
{
    private const string Small = """
        {
          "version": "test",
          "source": "test",
          "offers": [
            { "code": "a", "name": "A", "products": [ { "code": "P", "name": "P", "tariffs": [ { "validFrom": "2026-01-01", "setupPrice": "1.00", "tiers": [ { "from": 1, "unitPrice": "2.00" } ] } ] } ] }
          ]
        }
        """;

    private const string Another = """{ "code": "b", "name": "B", "products": [ { "code": "Q", "name": "Q", "tariffs": [] } ] }""";

    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CatalogueImporter Importer => database.Services.GetRequiredService<CatalogueImporter>();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_catalogue_with_12_faults_reports_all_12_with_file_and_line_and_loads_nothing()
    {
        var path = await WriteAsync("""
            {
              "version": "bad",
              "source": "test",
              "offers": [
                { "code": "a", "name": "A", "colour": "blue",
                  "products": [
                    { "code": "P", "name": "P", "maximumQuantity": 2, "minimumQuantity": 5,
                      "requires": [ "UNKNOWN" ],
                      "tariffs": [
                        { "validFrom": "2026-01-01", "setupPrice": "1,00", "tiers": [ { "from": 1, "unitPrice": "2.00" } ] },
                        { "validFrom": "2026-02-31", "setupPrice": "1.00", "tiers": [ { "from": 1, "unitPrice": "2.00" } ] },
                        { "validFrom": "2026-03-01", "setupPrice": "1.00", "model": "GRADUATED",
                          "tiers": [
                            { "from": 2, "unitPrice": "2.00" },
                            { "from": 2, "unitPrice": "2.00" } ] }
                      ] },
                    { "code": "P", "tariffs": [] }
                  ],
                  "discounts": [
                    { "code": "D", "source": "VOLUME", "recurringPercent": "101" } ]
                }
              ]
            }
            """);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => CatalogueImporter.ReadAsync(path, Cancellation));
        Assert.Equal(
            [
                "bad.json:5: offers[0].colour: colour is not a field of it",
                "bad.json:7: offers[0].products[0].maximumQuantity: is less than the minimum",
                "bad.json:8: offers[0].products[0].requires[0]: no product UNKNOWN in the offer",
                "bad.json:10: offers[0].products[0].tariffs[0].setupPrice: Expected: an amount HT in quotes, with a decimal point, four decimals at most, such as 18.90.",
                "bad.json:11: offers[0].products[0].tariffs[1].validFrom: is not a day (yyyy-mm-dd)",
                "bad.json:12: offers[0].products[0].tariffs[2].validFrom: two tariffs are valid at once",
                "bad.json:14: offers[0].products[0].tariffs[2].tiers[0].from: the first tier is from 1",
                "bad.json:15: offers[0].products[0].tariffs[2].tiers[1].from: tiers go up",
                "bad.json:17: offers[0].products[1].code: P is there twice",
                "bad.json:17: offers[0].products[1].name: This field is required.",
                "bad.json:20: offers[0].discounts[0]: a volume discount says from which quantity",
                "bad.json:20: offers[0].discounts[0].recurringPercent: Expected: a percentage from 0 to 100 in quotes, four decimals at most, such as 12.5.",
            ],
            refusal.Faults.Select(f => f.ToString()));
        await using var context = database.Open();
        Assert.Empty(await context.CatalogueVersions.ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("{ \"version\": ", "bad.json:1: version: not JSON")]
    [InlineData("{\n \"version\": \"1\",\n \"version\": \"2\" }", "bad.json:3: version: not JSON")]
    [InlineData("{\n}\n{}", "bad.json:3: not JSON")]
    public async Task What_is_no_JSON_document_is_refused_with_its_line(string text, string fault)
    {
        var path = await WriteAsync(text);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => CatalogueImporter.ReadAsync(path, Cancellation));
        Assert.Contains(fault, refusal.Faults.Select(f => f.ToString()));
    }

    [Fact]
    public async Task A_product_that_is_required_or_excluded_twice_is_refused()
    {
        var two = Small.Replace("\"tariffs\"", "\"requires\": [ \"Q\", \"Q\" ], \"excludes\": [ \"R\", \"R\", \"R\" ], \"tariffs\"", StringComparison.Ordinal)
            .Replace("\"products\": [", "\"products\": [ { \"code\": \"Q\", \"name\": \"Q\", \"tariffs\": [] }, { \"code\": \"R\", \"name\": \"R\", \"tariffs\": [] },", StringComparison.Ordinal);
        var path = await WriteAsync(two);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(() => CatalogueImporter.ReadAsync(path, Cancellation));
        Assert.Equal(
            [
                "bad.json:5: offers[0].products[2].excludes[1]: R is there twice",
                "bad.json:5: offers[0].products[2].excludes[2]: R is there twice",
                "bad.json:5: offers[0].products[2].requires[1]: Q is there twice",
            ],
            refusal.Faults.Select(f => f.ToString()));
    }

    [Fact]
    public async Task A_catalogue_is_stored_once_and_a_change_of_it_is_a_new_version()
    {
        var first = await Store(Small);
        Assert.Equal(first, await Store(Small));
        var second = await Store(Small.Replace("2.00", "2.50", StringComparison.Ordinal));
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Current());
        Assert.Equal(2m, await PriceIn(first));
        Assert.Equal(2.5m, await PriceIn(second));
        Assert.Equal(first, await Store(Small));
        Assert.Equal(first, await Current());
        await using var context = database.Open();
        Assert.Equal(2, await context.CatalogueVersions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_audit_tells_an_import_from_the_command_line()
    {
        var first = await Store(Small);
        var second = await Store(Small.Replace("2.00", "2.50", StringComparison.Ordinal));
        await using var context = database.Open();
        var told = await context.AuditEntries.Where(e => e.Subject == "offers/-").OrderBy(e => e.Sequence).ToListAsync(Cancellation);
        Assert.Equal(["ImportCatalog", "ImportCatalog"], told.Select(e => e.Action));
        Assert.All(told, e => Assert.StartsWith("command:", e.Actor, StringComparison.Ordinal));
        var payloads = (await context.AuditPayloads.Where(p => p.Reseller == "").OrderBy(p => p.Sequence).Select(p => p.Payload).ToListAsync(Cancellation))
            .Select(p => JsonNode.Parse(p)!["details"]?.ToJsonString()).OfType<string>();
        Assert.Equal([$$"""{"from":null,"to":"{{first}}"}""", $$"""{"from":"{{first}}","to":"{{second}}"}"""], payloads);
    }

    [Fact]
    public async Task A_product_is_known_by_its_code_whatever_its_offer()
    {
        var version = await Store(Small);
        await using var context = database.Open();
        Assert.Equal(["P"], await Catalogues.KnownProductsAsync(context, version, ["P", "Q"], Cancellation));
    }

    [Fact]
    public async Task A_comparison_says_what_would_change_and_stores_nothing()
    {
        var current = await Store(Small);
        var changed = Small
            .Replace("2.00", "2.50", StringComparison.Ordinal)
            .Replace("\"offers\": [", $"\"offers\": [ {Another},", StringComparison.Ordinal);
        var changes = await Importer.CompareAsync(await Read(changed), Cancellation);
        Assert.Equal(current, changes.From);
        Assert.Equal(new Text("+ offre b : B, 1 produits", "+ offer b: B, 1 products"), changes.Lines[0]);
        Assert.Equal((1, 1), (changes.Created, changes.Updated));
        Assert.StartsWith("~ product a/P: tariffs ", changes.Lines[1].English, StringComparison.Ordinal);
        Assert.Equal(2, changes.Lines.Count);
        Assert.Equal(current, await Current());

        var replaced = Small.Replace("\"code\": \"P\", \"name\": \"P\"", "\"code\": \"R\", \"name\": \"R\"", StringComparison.Ordinal);
        Assert.Equal(["+ product a/R: R", "- product a/P"], (await Importer.CompareAsync(await Read(replaced), Cancellation)).Lines.Select(l => l.English));
        var renamed = Small.Replace("\"code\": \"a\", \"name\": \"A\"", "\"code\": \"c\", \"name\": \"A\"", StringComparison.Ordinal);
        Assert.Equal(["+ offer c: A, 1 products", "- offer a"], (await Importer.CompareAsync(await Read(renamed), Cancellation)).Lines.Select(l => l.English));
    }

    [Fact]
    public async Task A_reseller_sees_the_discounts_agreed_with_it_and_those_for_all()
    {
        var file = await CatalogueImporter.ReadAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation);
        var offer = file.Offers.Single(o => o.Code == "metacentrex");
        Assert.Equal([DiscountSource.Agreed], offer.For("v", "armor-telecom").Discounts.Select(d => d.Source));
        Assert.Empty(offer.For("v", "destiny").Discounts);
        Assert.Equal(2, file.Offers.Single(o => o.Code == "acces-internet").For("v", "destiny").Discounts.Count);
    }

    private async Task<string> WriteAsync(string text)
    {
        var path = Path.Combine(database.Folder, "bad.json");
        await File.WriteAllTextAsync(path, text, Cancellation);
        return path;
    }

    private async Task<CatalogueFile> Read(string text) => await CatalogueImporter.ReadAsync(await WriteAsync(text), Cancellation);

    private async Task<string> Store(string text) => await Importer.StoreAsync(await Read(text), null, Cancellation);

    private async Task<string?> Current()
    {
        await using var context = database.Open();
        return await Catalogues.CurrentVersionAsync(context, Cancellation);
    }

    private async Task<decimal> PriceIn(string version)
    {
        await using var context = database.Open();
        var offer = await database.Services.GetRequiredService<Catalogues>().FindOfferAsync(context, version, "a", Cancellation);
        return offer!.Products[0].Tariffs[0].Tiers[0].UnitPrice;
    }
}
