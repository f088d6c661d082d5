using System.Security.Cryptography;
using Google.Protobuf;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Formats;

public sealed class PriceFormatTests
{
    private const int MostProducts = 8;
    private const ulong Requests = 3000;

    [Fact]
    public void Any_request_and_its_outcome_are_read_as_they_were()
    {
        var pricer = new AmendmentPricer();
        for (var seed = 0UL; seed < Requests; seed++)
        {
            var request = GeneratedRequest.Of(seed, MostProducts);
            var outcome = pricer.Price(request);
            var (requestBytes, parts) = Stored(request);
            var outcomeBytes = OutcomeFormat.Bytes(outcome);
            AssertOfGeneratedCode(StoredOutcome.Parser, outcomeBytes, seed);

            var readRequest = RequestFormat.ToRequest(StoredRequest.Parser.ParseFrom(requestBytes), parts);
            Assert.True(CanonicalForm.Of(request).SequenceEqual(CanonicalForm.Of(readRequest)), $"seed {seed}: the request");
            var readOutcome = OutcomeReading.ToOutcome(StoredOutcome.Parser.ParseFrom(outcomeBytes), readRequest.Contract);
            Assert.True(CanonicalForm.Of(outcome).SequenceEqual(CanonicalForm.Of(readOutcome)), $"seed {seed}: the outcome");
            Assert.True(OutcomeFormat.Bytes(pricer.Price(readRequest)).SequenceEqual(outcomeBytes), $"seed {seed}: priced again");
        }
    }

    [Fact]
    public void A_number_of_many_decimals_is_kept_exactly()
    {
        var pricer = new AmendmentPricer();
        var outcome = pricer.Price(GeneratedRequest.Of(1, MostProducts));
        decimal[] numbers = [0m, -0.00001m, 12.3456789m, -79228162514264337593543950335m, 922337203685477.5808m, 0.1234567890123456789012345678m];
        Operand[] operands = [.. numbers.Select(n => Operand.Amount("amount", n)), .. numbers.Select(n => Operand.Percent("percent", n))];
        var reason = new Reason(Figure.Total, "CODE", "Rule", operands);
        var bytes = OutcomeFormat.Bytes(outcome with { Reasons = [reason] });
        var read = OutcomeReading.ToOutcome(StoredOutcome.Parser.ParseFrom(bytes), GeneratedRequest.Of(1, MostProducts).Contract);
        Assert.Equal([.. numbers, .. numbers], read.Reasons.Single().Operands.Select(o => o.Number));
        AssertOfGeneratedCode(StoredOutcome.Parser, bytes, 1);
    }

    private static (byte[] Request, SharedParts Parts) Stored(PricingRequest request)
    {
        var (terms, offer) = (TermsFormat.Bytes(request.Contract), SharedFormat.Bytes(request.Catalogue));
        var (taxes, law) = (SharedFormat.Bytes(request.Taxes), SharedFormat.Bytes(request.Law));
        AssertOfGeneratedCode(StoredCatalogueOffer.Parser, offer, 0);
        AssertOfGeneratedCode(StoredTaxTable.Parser, taxes, 0);
        AssertOfGeneratedCode(StoredLegalTable.Parser, law, 0);
        var bytes = RequestFormat.Bytes(
            request, new(SHA256.HashData(terms), SHA256.HashData(offer), SHA256.HashData(taxes), SHA256.HashData(law)));
        AssertOfGeneratedCode(StoredRequest.Parser, bytes, 0);
        return (bytes, new(
            StoredTerms.Parser.ParseFrom(terms), StoredCatalogueOffer.Parser.ParseFrom(offer),
            StoredTaxTable.Parser.ParseFrom(taxes), StoredLegalTable.Parser.ParseFrom(law)));
    }

    private static void AssertOfGeneratedCode<T>(MessageParser<T> parser, byte[] bytes, ulong seed)
        where T : IMessage<T> =>
        Assert.True(parser.ParseFrom(bytes).ToByteArray().AsSpan().SequenceEqual(bytes), $"seed {seed}: generated code writes other bytes of {typeof(T).Name}");
}
