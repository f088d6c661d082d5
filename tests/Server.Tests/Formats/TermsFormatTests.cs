using Google.Protobuf;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Formats;

public sealed class TermsFormatTests
{
    private const int MostProducts = 8;
    private const ulong Contracts = 3000;

    [Fact]
    public void Any_contract_is_read_from_its_terms_as_it_was()
    {
        var pricer = new AmendmentPricer();
        var formers = 0;
        for (var seed = 0UL; seed < Contracts; seed++)
        {
            var request = GeneratedRequest.Of(seed, MostProducts);
            var after = pricer.Price(request).ContractAfter;
            AssertSame(request, request.Contract, seed);
            AssertSame(request, after, seed);
            formers += after.Lines.Count(l => l.Former is not null);
        }
        Assert.NotEqual(0, formers);
    }

    private static void AssertSame(PricingRequest request, Contract contract, ulong seed)
    {
        var bytes = TermsFormat.Bytes(contract);
        var terms = StoredTerms.Parser.ParseFrom(bytes);
        Assert.True(terms.ToByteArray().AsSpan().SequenceEqual(bytes), $"seed {seed}: generated code writes other bytes");
        var read = TermsFormat.ToContract(terms, contract.Reference, contract.State, contract.Currency, contract.DeliveredOn);
        Assert.True(Canonical(request, contract).SequenceEqual(Canonical(request, read)), $"seed {seed}");
        Assert.Equal(contract.Lines.Select(l => l.ProductCode), read.Lines.Select(l => l.ProductCode));
    }

    [Fact]
    public void A_stored_name_that_this_build_does_not_know_is_refused_and_named()
    {
        var terms = StoredTerms.Parser.ParseFrom(TermsFormat.Bytes(GeneratedRequest.Of(1, MostProducts).Contract));
        terms.Policies.Proration = (StoredProration)99;
        var refused = Assert.Throws<InvalidDataException>(() => TermsFormat.ToContract(terms, "OC1", ContractState.Delivered, "EUR", null));
        Assert.Equal("99 is no stored ProrationConvention that this build knows.", refused.Message);
    }

    private static byte[] Canonical(PricingRequest request, Contract contract) => CanonicalForm.Of(request with { Contract = contract });
}
