using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>Whatever stands in the place of a value or a name of a data file, it is told what is wrong, and nothing else is thrown.</summary>
public sealed partial class MutatedDataTests : IAsyncLifetime
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[[[]]]", "-1", "-0", "0", "1.5", "10000.0", "1e3", "1e400", "1e-400", "2147483648", "9223372036854775808",
        "-99999999999999999999999999999999", new('1', 400), "0x10", "010", "NaN", "-Infinity", "undefined", "new Date(1)", "'a'", "/* */ 1", "1,",
        "\"\"", "\"\\ud800\"", "\"\\udc00a\"", "\"\\u0000\"", "\"a\\n\"", "\"\\uffff\"", "\"\\ufffd\"", "\"FR\"", "\"0001-01-01\"", "\"9999-12-31\"",
        "\"99999999999999\"", "\"100.0001\"", "\"\\u0661\"", "\"" + new string('x', 5_000) + "\"",
    ];

    private static readonly string[] Names = ["\"\"", "\"\\ud800\"", "\"code\"", "\"number\"", "\"\\u0063ode\"", "\"$schema\"", "\"__proto__\"", "\"a.b[0]\"", "\"x'y\""];

    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_catalogue_is_read_or_told_its_faults()
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation);
        var agreed = shipped.IndexOf("armor-telecom", StringComparison.Ordinal);
        Assert.True(agreed > 0);
        foreach (var mutated in Mutated(shipped, every: 61).Concat(Mutated(shipped[..agreed], every: 7).Select(m => m + shipped[agreed..])))
            await AssertToldAsync(mutated, async () => CatalogueImporter.Read(await DataDocument.OfTextAsync("mutated.json", mutated, "catalogue")));
    }

    [Fact]
    public async Task A_record_is_read_or_told_its_faults()
    {
        var customers = database.Services.GetRequiredService<CustomerImporter>();
        var offers = database.Services.GetRequiredService<ContractedOfferImporter>();
        foreach (var mutated in Mutated(await FirstLineAsync("portal-customers.jsonl"), every: 2))
            await AssertToldAsync(mutated, () => customers.ImportAsync(Actor.Command, customers.OfLines("mutated", [mutated]), dryRun: true, null, Cancellation));
        foreach (var mutated in Mutated(await FirstLineAsync("portal-contracted-offers.jsonl"), every: 1))
            await AssertToldAsync(mutated, () => offers.ImportAsync(Actor.Command, offers.OfLines("mutated", [mutated]), dryRun: true, null, Cancellation));
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_told_so_and_not_imported()
    {
        var path = Path.Combine(database.Folder, "latin1.jsonl");
        var importer = database.Services.GetRequiredService<CustomerImporter>();
        await File.WriteAllTextAsync(path, await FirstLineAsync("portal-customers.jsonl"), Encoding.Latin1, Cancellation);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(
            () => importer.ImportAsync(Actor.Command, importer.OfFile(path), dryRun: false, null, Cancellation));
        Assert.Contains("latin1.jsonl:1: name: Text in UTF-8: a character of it was lost (U+FFFD).", refusal.Faults.Select(f => f.ToString()));

        var catalogue = Path.Combine(database.Folder, "latin1.json");
        var shipped = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation);
        await File.WriteAllTextAsync(catalogue, shipped, Encoding.Latin1, Cancellation);
        refusal = await Assert.ThrowsAsync<DataFaultsException>(() => CatalogueImporter.ReadAsync(catalogue, Cancellation));
        Assert.Contains("a character of it was lost", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,\n\"\\ud800\"]", 2, "an escape")]
    [InlineData("{\n\n\"\\udfff\": 1}", 3, "an escape")]
    [InlineData("[1,]", 1, "not JSON")]
    [InlineData("[1] 2", 1, "not JSON")]
    [InlineData("", 1, "not JSON")]
    public void What_is_almost_JSON_is_told_with_its_line(string text, int line, string told)
    {
        var fault = Assert.NotNull(StrictJson.FaultOf(text));
        Assert.Equal(line, fault.Line);
        Assert.StartsWith(told, fault.Message.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_no_longer_than_any_schema_allows_and_values_lie_no_deeper()
    {
        Assert.Null(StrictJson.FaultOf($"[{Repeated("1", 100_000)}]"));
        Assert.Equal("No more than 100000 entries.", StrictJson.FaultOf($"[{Repeated("1", 100_001)}]")?.Message.English);
        Assert.Equal("No more than 3000000 entries.", StrictJson.FaultOf($"[{Repeated($"[{Repeated("1", 100_000)}]", 31)}]")?.Message.English);
        Assert.Null(StrictJson.FaultOf(new string('[', 32) + new string(']', 32)));
        Assert.NotNull(StrictJson.FaultOf(new string('[', 33) + new string(']', 33)));
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_not_compared_entry_with_entry()
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation);
        var place = shipped.IndexOf("\"maximumQuantity\"", StringComparison.Ordinal);
        var lists = $"\"requires\": [{Repeated("\"NOT_THERE\"", 100_000)}], \"excludes\": [{Repeated("\"NOT_THERE\"", 100_000)}], ";
        var used = Environment.CpuUsage.TotalTime;
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(
            async () => CatalogueImporter.Read(await DataDocument.OfTextAsync("long.json", shipped.Insert(place, lists), "catalogue")));
        Assert.Contains(refusal.Faults, f => f.ToString().EndsWith("requires: has more than 100 items", StringComparison.Ordinal));

        // Each with each would be ten thousand million comparisons.
        Assert.InRange(Environment.CpuUsage.TotalTime - used, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    private static string Repeated(string entry, int count) => string.Join(',', Enumerable.Repeat(entry, count));

    private static async Task<string> FirstLineAsync(string file) =>
        (await File.ReadAllLinesAsync(Path.Combine(CheckedJson.Folder, "demonstration", file), Cancellation))[0];

    /// <summary>The text with one value or name replaced; of all that could be, one in so many.</summary>
    private static IEnumerable<string> Mutated(string json, int every)
    {
        var at = 0;
        foreach (Match token in Tokens().Matches(json))
            foreach (var other in token.Groups["name"].Success ? Names : Values)
                if (at++ % every == 0)
                    yield return json[..token.Index] + other + json[(token.Index + (token.Groups["name"].Success ? token.Groups["name"].Length : token.Length))..];
    }

    private static async Task AssertToldAsync(string mutated, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (DataFaultsException told)
        {
            Assert.All(told.Faults, f => Assert.True(f.Message.English.Length > 5 && !f.Message.English.Contains("System.", StringComparison.Ordinal), f.ToString()));
        }
        catch (Exception thrown)
        {
            Assert.Fail($"{thrown} by {mutated}");
        }
    }

    [GeneratedRegex("""(?<name>"[^"]*")(?=\s*:)|"[^"]*"|-?[0-9][0-9.]*|true|false|null""", RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}
