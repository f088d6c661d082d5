using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>The VAT table, the policies and the copper closures: what is shipped, and what is refused.</summary>
public sealed class ReferenceDataTests(TemporaryDatabase database) : IClassFixture<TemporaryDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("FR", "BUSINESS", "2013-12-31", "19.6", "S", "")]
    [InlineData("FR", "BUSINESS", "2014-01-01", "20", "S", "")]
    [InlineData("FR_CORSE", "NON_BUSINESS", "2026-11-24", "20", "S", "")]
    [InlineData("GP", "BUSINESS", "2026-11-24", "8.5", "S", "")]
    [InlineData("MQ", "BUSINESS", "2026-11-24", "8.5", "S", "")]
    [InlineData("RE", "BUSINESS", "2026-11-24", "8.5", "S", "")]
    [InlineData("GF", "BUSINESS", "2026-11-24", "0", "E", "TVA non applicable, art. 294 du CGI")]
    [InlineData("YT", "BUSINESS", "2026-11-24", "0", "E", "TVA non applicable, art. 294 du CGI")]
    [InlineData("EU", "BUSINESS", "2026-11-24", "0", "AE", "Autoliquidation")]
    [InlineData("OUTSIDE_EU", "BUSINESS", "2026-11-24", "0", "O", "TVA non applicable, art. 259, 1° du CGI")]
    public async Task The_VAT_of_each_territory_is_in_the_table(
        string territory, string status, string day, string rate, string category, string mention)
    {
        await using var context = database.Open();
        var table = await CurrentAsync(database.Services.GetRequiredService<TaxTables>(), context);
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var row = Assert.Single(table.Rows, r => r.Territory == territory && r.Status == status && r.ValidFrom <= date && !(r.ValidUntil <= date));
        Assert.Equal(
            (decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), category, mention),
            (row.RatePercent, row.Category, row.Mention));
        Assert.StartsWith("2026-11.", table.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_VAT_table_is_stored_once_and_a_change_of_it_is_a_new_version_beside_the_old()
    {
        await using var own = new TemporaryDatabase();
        await own.InitializeAsync();
        await DataSetup.StoreTaxesAsync(own.Services, Cancellation);
        await using var context = own.Open();
        var first = await context.TaxTableVersions.SingleAsync(Cancellation);
        var changed = first.Content.Replace("\"8.5\"", "\"9\"", StringComparison.Ordinal);
        await own.Writer.WriteAsync((c, token) => TaxTables.StoreAsync(c, changed, Samples.Now, token), Cancellation);

        var tables = own.Services.GetRequiredService<TaxTables>();
        var current = await CurrentAsync(tables, context);
        Assert.NotEqual(first.Version, current.Version);
        Assert.Equal(9m, current.Rows.Last(r => r.Territory == "RE").RatePercent);
        Assert.Equal(8.5m, (await tables.FindAsync(context, first.Version, Cancellation)).Rows.Last(r => r.Territory == "RE").RatePercent);

        await own.Writer.WriteAsync((c, token) => TaxTables.StoreAsync(c, first.Content, Samples.Now, token), Cancellation);
        Assert.Equal(first.Version, (await CurrentAsync(tables, context)).Version);
    }

    [Fact]
    public async Task A_VAT_table_with_faults_reports_all_of_them()
    {
        var path = await Write("tax.json", """
            { "version": "1", "source": "test", "rows": [
              { "territory": "FR", "status": "BUSINESS", "ratePercent": "20", "category": "S", "mention": "", "validFrom": "2014-01-01", "source": "x" },
              { "territory": "FR", "status": "BUSINESS", "ratePercent": "21", "category": "Z", "mention": "", "validFrom": "2020-01-01", "source": "x" },
              { "territory": "GP", "status": "BUSINESS", "ratePercent": "20", "category": "S", "mention": "", "validFrom": "2020-01-01", "validUntil": "2020-01-01", "source": "x" } ] }
            """);
        await AssertFaults(
            () => TaxTables.ReadFileAsync(path, Cancellation),
            "tax.json:3: rows[1].category: is none of S, AE, E, O, G",
            "tax.json:3: rows[1].validFrom: two rows of one territory and status are valid at once",
            "tax.json:4: rows[2].validUntil: ends before it begins");
    }

    [Fact]
    public void The_policies_give_defaults_ceilings_validity_and_documents()
    {
        var policies = database.Services.GetRequiredService<Policies>();
        Assert.Equal(new ContractPolicies(), policies.Merge());
        Assert.Equal((30, 30), (policies.QuoteValidityDays, policies.DraftExpiryDays));
        Assert.Equal(new DiscountAuthority(100m, 20m, 100m, 50m), policies.Authority);
        Assert.Equal(
            ["Conditions Générales d'Accès aux Services 2026-01", "Catalogue Tarifaire Entreprises 2026-11"],
            policies.DocumentsOn(new(2026, 11, 14), null).Select(d => $"{d.Title} {d.Version}"));
        var list = policies.PriceList! with { Version = "2027-01.00000000" };
        Assert.Equal(["2026-01", list.Version], policies.DocumentsOn(new(2026, 11, 24), list).Select(d => d.Version));
    }

    [Fact]
    public async Task Policies_with_faults_are_refused_and_so_is_a_document_that_is_not_the_one_named()
    {
        Directory.CreateDirectory(Path.Combine(database.Folder, "documents"));
        await File.WriteAllTextAsync(Path.Combine(database.Folder, "documents", "a.md"), "a", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(database.Folder, "documents", "c.html"), "<p>", Cancellation);
        var zeros = new string('0', 64);
        var path = await Write("policies.json", $$"""
            { "version": "1", "source": "test", "contract": { "additionCommitment": "OWN_TERM" },
              "authority": { "resellerSetup": "100", "resellerRecurring": "20", "operatorSetup": "100", "operatorRecurring": "500" },
              "quoteValidityDays": 0, "draftExpiryDays": 30, "documents": [
              { "code": "A", "title": "A", "version": "1", "sha256": "{{zeros}}", "file": "a.md" },
              { "code": "A", "title": "A", "version": "1", "sha256": "{{zeros}}", "file": "b.md" },
              { "code": "A", "title": "A", "version": "2", "sha256": "33f2799467177287a29260780a107ac98ea63dd6165f67fcc0d74767d0a82090", "file": "c.html" } ] }
            """);
        await AssertFaults(
            () => Policies.ReadFileAsync(path, Cancellation),
            "policies.json:1: contract: OWN_TERM needs a term of its own, in months",
            "policies.json:2: authority.operatorRecurring: Expected: a percentage from 0 to 100 in quotes, four decimals at most, such as 12.5.",
            "policies.json:3: quoteValidityDays: is less than 1",
            "policies.json:4: documents[0].sha256: the file's SHA-256 is ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
            "policies.json:5: documents[1].file: there is no such file in documents/",
            "policies.json:5: documents[1].version: this version of the document is there already",
            "policies.json:6: documents[2].code: another version of the document is in force from this day",
            "policies.json:6: documents[2].file: is neither a PDF nor a text in UTF-8 of 10 MiB at most");
    }

    [Fact]
    public async Task What_is_made_of_the_catalogue_has_its_version_from_there_and_there_is_one_of_it()
    {
        var policies = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "policies.json"), Cancellation))!;
        policies["documents"] = JsonNode.Parse("""
            [ { "code": "A", "title": "A", "source": "CATALOGUE", "version": "1" }, { "code": "B", "title": "B", "source": "CATALOGUE" }, { "code": "C", "title": "C", "version": "1" } ]
            """);
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(async () => await Policies.ReadFileAsync(await Write("policies.json", policies.ToJsonString()), Cancellation));
        Assert.Equal(
            [
                "documents[0].version: a document made of the catalogue has this from it",
                "documents[1].source: another document is made of the catalogue already",
                "documents[2]: lacks sha256, file",
            ],
            refusal.Faults.Select(f => $"{f.Field}: {f.Message.English}"));
    }

    [Fact]
    public async Task The_core_bounds_the_policies_of_a_contract_wherever_they_stand()
    {
        var policies = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "policies.json"), Cancellation))!;
        policies["contract"]!["horizonMonths"] = -1;
        policies["contract"]!["ownTermMonths"] = 0;
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(async () => await Policies.ReadFileAsync(await Write("policies.json", policies.ToJsonString()), Cancellation));
        Assert.Equal(["contract.horizonMonths", "contract.ownTermMonths"], refusal.Faults.Select(f => f.Field).Where(f => f.StartsWith("contract", StringComparison.Ordinal)));

        var catalogue = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), Cancellation))!;
        catalogue["offers"]![1]!["policies"] = new JsonObject { ["backDatingDays"] = -1 };
        refusal = await Assert.ThrowsAsync<DataFaultsException>(async () => await CatalogueImporter.ReadAsync(await Write("catalogue.json", catalogue.ToJsonString()), Cancellation));
        Assert.Equal("offers[1].policies.backDatingDays", Assert.Single(refusal.Faults).Field);
    }

    [Theory]
    [InlineData("59350", "165 Avenue de Bretagne", "59000", "2026-01-31")]
    [InlineData("13001", "12 COURS MIRABEAU", "13100", "2026-03-31")]
    [InlineData("13001", "14 Cours Mirabeau", "13100", null)]
    [InlineData("13001", "12 Cours Mirabeau", "13090", null)]
    [InlineData("", "1 Rue", "59000", null)]
    public void Copper_is_closed_by_commune_or_by_address(string commune, string street, string postalCode, string? since)
    {
        var site = new Site { Number = 1, Name = "", Street = street, PostalCode = postalCode, City = "", InseeCode = commune };
        Assert.Equal(
            since is null ? null : DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture),
            database.Services.GetRequiredService<CopperClosures>().ClosedSince(site.InseeCode, site.Street, site.PostalCode));
    }

    [Fact]
    public async Task A_closure_of_nowhere_is_refused()
    {
        var path = await Write("closures.json", """
            { "version": "1", "source": "test", "closures": [
              { "validFrom": "2026-01-31", "source": "x" },
              { "street": "1 Rue", "validFrom": "2026-01-31", "source": "x" } ] }
            """);
        await AssertFaults(
            () => CopperClosures.ReadFileAsync(path, Cancellation),
            "closures.json:2: closures[0]: a closure is of an inseeCode, or of a street with its postalCode",
            "closures.json:3: closures[1]: a closure is of an inseeCode, or of a street with its postalCode");
    }

    [Theory]
    [InlineData("2026-03-28T23:30:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    public void The_day_is_that_of_Paris(string instant, string day) => Assert.Equal(
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
        ParisTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task AssertFaults(Func<Task> read, params string[] faults)
    {
        var refusal = await Assert.ThrowsAsync<DataFaultsException>(read);
        Assert.Equal(faults, refusal.Faults.Select(f => f.ToString()));
    }

    private async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(database.Folder, name);
        await File.WriteAllTextAsync(path, text, Cancellation);
        return path;
    }

    /// <summary>The table in force.</summary>
    private static async Task<TaxTable> CurrentAsync(TaxTables tables, StorageContext context) =>
        await tables.FindAsync(context, await context.TaxTableVersions.OrderByDescending(v => v.Activation).Select(v => v.Version).FirstAsync(Cancellation), Cancellation);
}
