using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Data;

public sealed class ImportCommandTests : IAsyncLifetime
{
    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_dry_run_on_50_000_products_says_what_would_change_and_stores_nothing()
    {
        var path = Path.Combine(database.Folder, "long.json");
        await File.WriteAllTextAsync(path, LongCatalogue(offers: 50, products: 1_000), Cancellation);
        var (code, output) = await Run("catalogue", path, "--dry-run");
        Assert.Equal(0, code);
        Assert.StartsWith("checked: 50 offers, 50000 products", output, StringComparison.Ordinal);
        Assert.Contains("+ offer offer-49: Offer 49, 1000 products", output, StringComparison.Ordinal);
        Assert.Contains("50 changes from no catalogue to long.", output, StringComparison.Ordinal);
        await using var context = database.Open();
        Assert.Empty(await context.CatalogueVersions.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_data_set_is_imported_by_three_commands_and_a_second_time_without_effect()
    {
        string Path(string name) => System.IO.Path.Combine(CheckedJson.Folder, name);
        Assert.Equal(0, (await Run("catalogue", Path("catalogue.json"))).Code);
        Assert.Contains("would import 1 lines: 1 created, 0 updated, 0 unchanged", (await Run("customers", Path("demonstration/portal-customers.jsonl"), "--dry-run")).Output, StringComparison.Ordinal);
        Assert.Contains("imported 1 lines: 1 created, 0 updated, 0 unchanged", (await Run("customers", Path("demonstration/portal-customers.jsonl"))).Output, StringComparison.Ordinal);
        Assert.Contains("imported 7 lines: 7 created", (await Run("contracted-offers", Path("demonstration/portal-contracted-offers.jsonl"))).Output, StringComparison.Ordinal);
        Assert.Contains("imported 7 lines: 0 created, 0 updated, 7 unchanged", (await Run("contracted-offers", Path("demonstration/portal-contracted-offers.jsonl"))).Output, StringComparison.Ordinal);
        Assert.Contains("0 changes from", (await Run("catalogue", Path("catalogue.json"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_printed_and_the_exit_code_is_1()
    {
        var (code, output) = await Run("contracted-offers", Path.Combine(CheckedJson.Folder, "demonstration/portal-contracted-offers.jsonl"));
        Assert.Equal(1, code);
        Assert.Contains("portal-contracted-offers.jsonl:1: customer: there is no customer 44660", output, StringComparison.Ordinal);
        Assert.Contains("portal-contracted-offers.jsonl:7: offer: the catalogue has no offer vga", output, StringComparison.Ordinal);
        Assert.EndsWith($"14 faults, nothing imported{Environment.NewLine}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("catalogue")]
    [InlineData("customers")]
    [InlineData("contracted-offers")]
    public async Task A_folder_in_place_of_a_file_is_told_in_one_line(string what)
    {
        var (code, output) = await Run(what, database.Folder);
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Contains(database.Folder, Assert.Single(output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_holds_does_not_reach_the_terminal_as_it_is()
    {
        var path = Path.Combine(database.Folder, "escape.jsonl");
        await File.WriteAllTextAsync(path, """{"\u001b[2J\u000aimported": 1}""", Cancellation);
        var (_, output) = await Run("customers", path);
        Assert.Contains("""\u001B[2J\u000Aimported is not a field of it""", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task A_dry_run_says_value_by_value_what_would_change_of_contracts_and_customers()
    {
        string Path(string name) => System.IO.Path.Combine(CheckedJson.Folder, "demonstration", name);
        await Run("catalogue", System.IO.Path.Combine(CheckedJson.Folder, "catalogue.json"));
        await Run("customers", Path("portal-customers.jsonl"));
        var lines = await File.ReadAllLinesAsync(Path("portal-contracted-offers.jsonl"), Cancellation);
        var changed = System.IO.Path.Combine(database.Folder, "changed.jsonl");

        await File.WriteAllTextAsync(changed, lines[0], Cancellation);
        Assert.Contains("+ OC138637\nwould import 1 lines", (await Run("contracted-offers", changed, "--dry-run")).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await Run("contracted-offers", changed);

        await File.WriteAllTextAsync(
            changed,
            lines[0].Replace("Charlotte M.", "Anne", StringComparison.Ordinal).Replace("\"quantity\":1,\"unitPrice\":\"18.90\"", "\"quantity\":3,\"unitPrice\":\"18.90\"", StringComparison.Ordinal)
                .Replace("\"day\":1", "\"day\":5", StringComparison.Ordinal),
            Cancellation);
        var told = (await Run("contracted-offers", changed, "--dry-run")).Output.ReplaceLineEndings("\n");
        Assert.Contains(
            "~ OC138637 billing.day: 1 -> 5\n~ OC138637 lines[SDA_FULL].lots[1].quantity: 1 -> 3\n~ OC138637 owner: \"Charlotte M.\" -> \"Anne\"\n",
            told, StringComparison.Ordinal);
        Assert.EndsWith("would import 1 lines: 0 created, 1 updated, 0 unchanged\n", told, StringComparison.Ordinal);

        var customer = System.IO.Path.Combine(database.Folder, "customer.jsonl");
        await File.WriteAllTextAsync(customer, (await File.ReadAllTextAsync(Path("portal-customers.jsonl"), Cancellation)).Replace("\"LILLE\"", "\"LOOS\"", StringComparison.Ordinal), Cancellation);
        Assert.Contains("~ 44660 sites[1].city: \"LILLE\" -> \"LOOS\"", (await Run("customers", customer, "--dry-run")).Output, StringComparison.Ordinal);
        await using var context = database.Open();
        Assert.Equal("Charlotte M.", (await context.ContractedOffers.SingleAsync(Cancellation)).Owner);
    }

    [Fact]
    public async Task An_import_leaves_its_trace_with_who_ran_it_and_one_without_effect_leaves_none()
    {
        var path = Path.Combine(CheckedJson.Folder, "catalogue.json");
        await Run("catalogue", path);
        await Run("catalogue", path);
        await Run("customers", Path.Combine(CheckedJson.Folder, "demonstration/portal-customers.jsonl"));
        await using var context = database.Open();
        Assert.Equal(
            [($"command:{Environment.UserName}", "Service", "ImportCatalog", "offers/-"), ($"command:{Environment.UserName}", "Service", "ImportCustomers", "customers/-")],
            (await context.AuditEntries.Where(e => e.Action.StartsWith("Import")).OrderBy(e => e.Action).ToListAsync(Cancellation)).Select(e => (e.Actor, e.Role, e.Action, e.Subject)));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_before_the_database_is_opened() =>
        Assert.Equal(1, (await Run("catalogue", Path.Combine(database.Folder, "none.json"))).Code);

    private static string LongCatalogue(int offers, int products)
    {
        var text = new StringBuilder("""{ "version": "long", "source": "test", "offers": [""");
        for (var o = 0; o < offers; o++)
        {
            text.Append(o == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{ "code": "offer-{{o}}", "name": "Offer {{o}}", "products": [""");
            for (var p = 0; p < products; p++)
                text.Append(p == 0 ? "\n" : ",\n").Append(
                    CultureInfo.InvariantCulture,
                    $$"""{ "code": "P_{{p}}", "name": "Product {{p}}", "tariffs": [ { "validFrom": "2026-01-01", "setupPrice": "1.00", "tiers": [ { "from": 1, "unitPrice": "2.00" } ] } ] }""");
            text.Append("] }");
        }
        return text.Append("] }").ToString();
    }

    private async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        await using var output = new StringWriter();
        var command = ImportCommand.Create((_, _) => Task.FromResult(database.Services), output);
        var code = await command.Parse(arguments).InvokeAsync(new() { Output = output, Error = output }, Cancellation);
        return (code, output.ToString());
    }
}
