using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Tests.Quotes;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.PriceLists;

/// <summary>The price list is a contractual document that every imported catalogue brings with it.</summary>
public sealed class PriceListTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Code = "CATALOGUE_TARIFAIRE";

    private static readonly string Shipped = File.ReadAllText(Path.Combine(CheckedJson.Folder, "catalogue.json"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Every_catalogue_that_is_imported_has_its_price_list_and_quotes_keep_theirs()
    {
        var quoted = (await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 80)))).Quote;
        Assert.Equal(quoted.Recap.CatalogueVersion, ListOf(quoted.Documents).Version);
        var former = await TextsAsync(ListOf(quoted.Documents));
        Assert.Contains("18,90 €/mois", former);

        var imported = (await ImportAsync(Shipped.Replace("\"18.90\"", "\"19.90\"", StringComparison.Ordinal))).CatalogueVersion;
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 80));
        var now = ListOf(draft.Recap.AcceptanceConditions[0].Documents);
        Assert.Equal(imported, now.Version);
        Assert.Equal(now, ListOf((await Operator.Catalog.GetOfferAsync(new GetOfferRequest { Name = "offers/metacentrex" }, cancellationToken: Cancellation)).Offer.Documents));
        var texts = await TextsAsync(now);
        Assert.Contains("19,90 €/mois", texts);
        Assert.DoesNotContain("18,90 €/mois", texts);

        Assert.Equal(former, await TextsAsync(ListOf((await Operator.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = quoted.Name }, cancellationToken: Cancellation)).Quote.Documents)));
        await ImportAsync(Shipped);
        draft = await Operator.ReadAsync(draft.Name);
        Assert.Equal(ListOf(quoted.Documents), ListOf(draft.Recap.AcceptanceConditions[0].Documents));
    }

    [Fact]
    public async Task A_price_list_that_is_not_there_yet_is_made_at_the_start_and_is_the_same_bytes()
    {
        var before = ListOf((await Operator.Catalog.GetOfferAsync(new GetOfferRequest { Name = "offers/metacentrex" }, cancellationToken: Cancellation)).Offer.Documents);
        await using (var storage = fixture.Server.OpenStorage())
        {
            Assert.Equal(1, await storage.Documents.Where(d => d.Sha256 == before.Sha256).ExecuteDeleteAsync(Cancellation));
            await storage.StoredContents.Where(c => c.Sha256 == before.Sha256).ExecuteDeleteAsync(Cancellation);
        }
        await fixture.RestartAsync();
        Assert.Equal(before, ListOf((await Operator.Catalog.GetOfferAsync(new GetOfferRequest { Name = "offers/metacentrex" }, cancellationToken: Cancellation)).Offer.Documents));
        Assert.Contains($"Version {before.Version}", await TextsAsync(before));
    }

    [Fact]
    public async Task It_is_a_file_of_a_harmless_name_for_everybody_who_reads_quotes()
    {
        var list = ListOf((await Operator.Catalog.GetOfferAsync(new GetOfferRequest { Name = "offers/metacentrex" }, cancellationToken: Cancellation)).Offer.Documents);
        var (file, _) = await DocumentTests.ReadAsync(fixture.Server.As("Dev reseller:nord-voix"), list.Sha256);
        Assert.Equal(($"catalogue-tarifaire-{list.Version}.pdf", "application/pdf", "Catalogue Tarifaire Entreprises"), (file.FileName, file.MediaType, file.Document.Title));
    }

    private async Task<ImportCatalogResponse> ImportAsync(string catalogue) => await Operator.Catalog.ImportCatalogAsync(
        new ImportCatalogRequest { Content = ByteString.CopyFromUtf8(catalogue), RequestId = Steps.NewId() });

    private async Task<IReadOnlyList<string>> TextsAsync(Document document) =>
        PdfReading.Texts((await DocumentTests.ReadAsync(fixture.Server.Reseller, document.Sha256)).Content);

    private static Document ListOf(IEnumerable<Document> documents) => documents.Single(d => d.Code == Code);
}
