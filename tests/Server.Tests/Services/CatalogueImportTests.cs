using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Json;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class CatalogueImportTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(CheckedJson.Folder, "catalogue.json"));

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_new_catalogue_prices_drafts_at_once_and_quotes_keep_theirs()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 80)));
        var draft = await Operator.CreateAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 80));
        var before = UnitPrice(draft);
        var request = Request(Shipped.Replace("\"18.90\"", "\"19.90\"", StringComparison.Ordinal));

        request.ValidateOnly = true;
        var told = await Operator.Catalog.ImportCatalogAsync(request);
        Assert.Contains(told.Summary.Changes, c => c.StartsWith("~ product metacentrex/SDA_FULL: tariffs ", StringComparison.Ordinal));
        Assert.Equal((told.Summary.ReadCount - told.Summary.UpdatedCount, 0), (told.Summary.UnchangedCount, told.Summary.FaultCount));
        Assert.Equal(before, UnitPrice(await Operator.ReadAsync(draft.Name)));

        request.ValidateOnly = false;
        var done = await Operator.Catalog.ImportCatalogAsync(request);
        Assert.Equal(told, done);
        var after = await Operator.ReadAsync(draft.Name);
        Assert.Equal((before + 1m, done.CatalogueVersion), (UnitPrice(after), after.Recap.CatalogueVersion));
        Assert.Equal(quoted.Quote.Recap, (await Operator.ReadAsync(quoted.Amendment.Name)).Recap);

        // The same id gives the first answer; the same catalogue under another id changes nothing; the former one comes back.
        Assert.Equal(done, await Operator.Catalog.ImportCatalogAsync(request));
        request.RequestId = Steps.NewId();
        var again = await Operator.Catalog.ImportCatalogAsync(request);
        Assert.Equal((done.CatalogueVersion, 0, again.Summary.ReadCount), (again.CatalogueVersion, again.Summary.UpdatedCount, again.Summary.UnchangedCount));
        await Operator.Catalog.ImportCatalogAsync(Request(Shipped));
        Assert.Equal(before, UnitPrice(await Operator.ReadAsync(draft.Name)));

        request.Content = ByteString.CopyFromUtf8(Shipped);
        await Refusal.OfAsync(Operator.Catalog.ImportCatalogAsync(request), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");
        await using var storage = fixture.Server.OpenStorage();
        var audit = await storage.AuditEntries.SingleAsync(e => e.RequestId == request.RequestId, TestContext.Current.CancellationToken);
        Assert.Equal(("", "ImportCatalog", "offers/-", "operator"), (audit.Reseller, audit.Action, audit.Subject, audit.Actor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_draft_whose_product_a_later_catalogue_retires_is_read_and_changed(bool isGone)
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 80));
        var later = JsonNode.Parse(Shipped)!;
        var products = later["offers"]!.AsArray().Single(o => (string?)o!["code"] == "metacentrex")!["products"]!.AsArray();
        var retired = products.Single(p => (string?)p!["code"] == "SDA_FULL")!;
        if (isGone)
            products.Remove(retired);
        else
            retired["tariffs"]![0]!["validUntil"] = "2026-01-01";
        Assert.Equal(0, (await Operator.Catalog.ImportCatalogAsync(Request(later.ToJsonString()))).Summary.FaultCount);

        var read = await Operator.ReadAsync(draft.Name);
        Assert.Contains(read.Recap.Violations, v => (v.Reason, v.Product) == (ErrorReason.ProductRetired, "SDA_FULL"));
        var updated = await Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(read, new Amendment { Comment = "Later" }, "comment"));
        Assert.Equal(read.Recap.Violations, updated.Amendment.Recap.Violations);
        await Operator.Catalog.ImportCatalogAsync(Request(Shipped));
        Assert.DoesNotContain((await Operator.ReadAsync(draft.Name)).Recap.Violations, v => v.Reason is ErrorReason.ProductRetired);
    }

    [Fact]
    public async Task A_faulty_catalogue_changes_nothing_and_every_fault_is_told_with_its_line()
    {
        var version = (await Operator.Catalog.ImportCatalogAsync(Request(Shipped))).CatalogueVersion;
        var faulty = Shipped.Replace("\"18.90\"", "\"18,90\"", StringComparison.Ordinal);
        var line = 1 + faulty[..faulty.IndexOf("18,90", StringComparison.Ordinal)].Count(c => c == '\n');
        var answer = await fixture.Server.As("Dev operator", "fr").Catalog.ImportCatalogAsync(Request(faulty));
        Assert.Equal((version, answer.Summary.Faults.Count), (answer.CatalogueVersion, answer.Summary.FaultCount));
        var fault = answer.Summary.Faults[0];
        Assert.Equal(line, fault.Line);
        Assert.Matches(@"^offers\[\d+\]\.products\[\d+\]\.tariffs\[\d+\]\.tiers\[\d+\]\.unitPrice$", fault.Field);
        Assert.StartsWith("Attendu : un montant HT", fault.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0xFF, 0x7D }, "is not UTF-8")]
    [InlineData(new byte[] { 0x7B }, "not JSON")]
    public async Task What_is_no_JSON_in_UTF_8_is_a_fault(byte[] content, string description)
    {
        var request = new ImportCatalogRequest { RequestId = Steps.NewId(), Content = ByteString.CopyFrom(content) };
        Assert.Contains(description, (await Operator.Catalog.ImportCatalogAsync(request)).Summary.Faults.Select(f => f.Description));
    }

    private static decimal UnitPrice(Amendment amendment) => amendment.Recap.Lines.Single(l => l.Product == "SDA_FULL").RecurringUnitPrice.Value();

    private static ImportCatalogRequest Request(string catalogue) => new() { RequestId = Steps.NewId(), Content = ByteString.CopyFromUtf8(catalogue) };
}
