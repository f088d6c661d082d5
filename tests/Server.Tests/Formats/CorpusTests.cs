using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Formats;

/// <summary>
/// What earlier builds stored is read and shown by this one. After a change of the format that no release holds yet,
/// <c>RENEW_CORPUS=1</c> writes the file of the version under way anew.
/// </summary>
public sealed class CorpusTests
{
    public CorpusTests()
    {
        if (Environment.GetEnvironmentVariable("RENEW_CORPUS") == "1")
            Corpus.Write();
    }

    [Fact]
    public void Every_stored_message_is_shown_as_it_was()
    {
        Assert.NotEmpty(Corpus.Files);
        foreach (var file in Corpus.Files)
            foreach (var ((kind, bytes, shown), line) in Corpus.Read(file).Select((entry, i) => (entry, i + 1)))
            {
                var place = $"{Path.GetFileName(file)}:{line} ({kind})";
                var message = Corpus.Kinds[kind].ParseFrom(bytes);
                Assert.True(message.ToByteArray().AsSpan().SequenceEqual(bytes), $"{place}: other bytes");
                Assert.True(JsonNode.DeepEquals(shown, JsonNode.Parse(StoredJson.Of(message))), $"{place}: shown as {StoredJson.Of(message)}");
            }
    }

    [Fact]
    public void Every_stored_price_is_read_by_the_core_and_can_be_shown_as_a_recap()
    {
        foreach (var file in Corpus.Files)
        {
            var entries = Corpus.Read(file).ToArray();
            var parts = entries.ToLookup(e => Convert.ToHexString(SHA256.HashData(e.Bytes)), e => e.Bytes);
            var prices = entries.Where(e => e.Kind == nameof(StoredPrice)).Select(e => e.Bytes).ToArray();
            Assert.NotEmpty(prices);
            foreach (var bytes in prices)
            {
                var stored = StoredPrice.Parser.ParseFrom(bytes);
                var request = RequestFormat.ToRequest(stored.Request, new(
                    StoredTerms.Parser.ParseFrom(Part(stored.Request.Terms)), StoredCatalogueOffer.Parser.ParseFrom(Part(stored.Request.CatalogueOffer)),
                    StoredTaxTable.Parser.ParseFrom(Part(stored.Request.TaxTable)), StoredLegalTable.Parser.ParseFrom(Part(stored.Request.LegalTable))));
                var outcome = OutcomeReading.ToOutcome(stored.Outcome, request.Contract);
                var digests = new SharedDigests(
                    stored.Request.Terms.ToByteArray(), stored.Request.CatalogueOffer.ToByteArray(),
                    stored.Request.TaxTable.ToByteArray(), stored.Request.LegalTable.ToByteArray());
                Assert.Equal(PriceFormat.Fingerprint(bytes), PriceFormat.Fingerprint(request, digests, outcome));
                var recap = RecapMessages.Recap(outcome, ProrationConvention.ActualOverPeriod, [], "");
                Assert.Equal(stored.Outcome.Lines.Select(l => l.Product), recap.Lines.Select(l => l.Product));
            }

            byte[] Part(ByteString digest) => parts[Convert.ToHexString(digest.Span)].First();
        }
    }

    [Fact]
    public void Every_price_under_the_rule_set_of_this_build_is_priced_again_to_the_byte()
    {
        var pricer = new AmendmentPricer();
        var entries = Corpus.Files.SelectMany(Corpus.Read).ToArray();
        var parts = entries.ToLookup(e => Convert.ToHexString(SHA256.HashData(e.Bytes)), e => e.Bytes);
        var priced = 0;
        foreach (var bytes in entries.Where(e => e.Kind == nameof(StoredPrice)).Select(e => e.Bytes))
        {
            var stored = StoredPrice.Parser.ParseFrom(bytes);
            if (stored.Outcome.RuleSetVersion != AmendmentPricer.RuleSetVersion)
                continue;
            var request = RequestFormat.ToRequest(stored.Request, new(
                StoredTerms.Parser.ParseFrom(Part(stored.Request.Terms)), StoredCatalogueOffer.Parser.ParseFrom(Part(stored.Request.CatalogueOffer)),
                StoredTaxTable.Parser.ParseFrom(Part(stored.Request.TaxTable)), StoredLegalTable.Parser.ParseFrom(Part(stored.Request.LegalTable))));
            Assert.True(OutcomeFormat.Bytes(pricer.Price(request)).AsSpan().SequenceEqual(stored.Outcome.ToByteArray()));
            priced++;
        }
        Assert.NotEqual(0, priced);

        byte[] Part(ByteString digest) => parts[Convert.ToHexString(digest.Span)].First();
    }
}
