using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>The contractual documents: what is accepted can be read.</summary>
public sealed class DocumentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_document_of_a_quote_is_read_by_its_digest_and_has_it()
    {
        var quoted = await fixture.Server.Reseller.QuoteAsync(await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 70)));
        Assert.Equal(["CGAS 2026-01", $"CATALOGUE_TARIFAIRE {quoted.Quote.Recap.CatalogueVersion}"], quoted.Quote.Documents.Select(d => $"{d.Code} {d.Version}"));
        foreach (var (document, mediaType) in quoted.Quote.Documents.Zip(["text/plain", "application/pdf"]))
        {
            var (file, content) = await ReadAsync(fixture.Server.Reseller, document.Sha256);
            Assert.Equal((document, mediaType, content.Length), (file.Document, file.MediaType, file.SizeBytes));
            Assert.Equal(document.Sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Fact]
    public async Task From_the_day_on_which_another_version_is_in_force_it_goes_with_recaps_and_quotes_and_the_former_is_still_read()
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        File.Copy(fixture.Database, Path.Combine(folder, "copy.db"));
        await using (var server = await TestServer.StartAsync(Path.Combine(folder, "copy.db"), new DateTimeOffset(2026, 11, 30, 22, 59, 0, TimeSpan.Zero)))
        {
            var draft = await server.Reseller.CreateQuotableAsync(Steps.SipTrunkAtFour, Steps.Want("APPEL_SIMULTANE", 3));
            Assert.Equal(["2026-01", draft.Recap.CatalogueVersion], OfRecap(draft).Select(d => d.Version));
            server.Time.Advance(TimeSpan.FromMinutes(2));
            draft = await server.Reseller.ReadAsync(draft.Name);
            Assert.Equal(["2026-12", draft.Recap.CatalogueVersion], OfRecap(draft).Select(d => d.Version));
            var quoted = await server.Reseller.QuoteAsync(draft);
            Assert.Equal(OfRecap(draft), quoted.Quote.Documents);
            var (file, content) = await ReadAsync(server.Reseller, quoted.Quote.Documents[0].Sha256);
            Assert.Equal(("application/pdf", "cgas-2026-12.pdf"), (file.MediaType, file.FileName));
            Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(content[..8]), StringComparison.Ordinal);

            // What was accepted is read for good, also when the policies no longer name it.
            var policies = server.Parts.GetRequiredService<Policies>();
            foreach (var former in policies.Documents.Where(d => d.Source is DocumentSource.File))
                Assert.Equal(former.Version, (await ReadAsync(server.Reseller, former.Sha256)).File.Document.Version);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_digest_of_nothing_or_of_an_attachment_is_no_document()
    {
        await Refusal.OfAsync(ReadAsync(fixture.Server.Operator, new string('0', 64)), StatusCode.NotFound, "NOT_FOUND");
        await Refusal.OfAsync(ReadAsync(fixture.Server.Operator, "../../etc/passwd"), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
    }

    private static IEnumerable<Document> OfRecap(Amendment amendment) => amendment.Recap.AcceptanceConditions.SelectMany(c => c.Documents);

    /// <summary>A document as its messages bring it.</summary>
    internal static async Task<(DocumentFile File, byte[] Content)> ReadAsync(Clients clients, string sha256)
    {
        using var call = clients.Amendments.DownloadDocument(new DownloadDocumentRequest { Sha256 = sha256 });
        DocumentFile? file = null;
        using var content = new MemoryStream();
        await foreach (var message in call.ResponseStream.ReadAllAsync(Cancellation))
            if (file is null)
                file = message.File;
            else
                content.Write(message.Content.Span);
        return (file!, content.ToArray());
    }
}
