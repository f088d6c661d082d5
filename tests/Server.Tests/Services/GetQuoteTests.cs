using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class GetQuoteTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_quote_of_any_revision_is_read_by_its_own_name_as_it_was_issued()
    {
        var first = await fixture.Server.Reseller.QuoteAsync(
            await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 100)));
        fixture.Server.Time.Advance(TimeSpan.FromHours(1));
        var changed = await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(first.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 101) } }, "lines"));
        var second = await Operator.QuoteAsync(changed.Amendment);

        var read = await ReadAsync(first.Quote.Name);
        Assert.NotEqual(first.Quote.Recap.Fingerprint, second.Quote.Recap.Fingerprint);
        Assert.Equal(new Quote(first.Quote) { Current = false }, read);
        Assert.Equal(second.Quote, await ReadAsync(second.Quote.Name));
        Assert.Equal((first.Quote.Issuer, second.Quote.Issuer), ("reseller:destiny", "operator"));
        Assert.Equal(TimeSpan.FromHours(1), second.Quote.IssueTime.ToDateTimeOffset() - read.IssueTime.ToDateTimeOffset());

        // The reference alone is enough.
        var parts = first.Quote.Name.Split('/');
        parts[1] = "-";
        Assert.Equal(read, await ReadAsync(string.Join('/', parts)));
    }

    [Fact]
    public async Task A_revision_that_was_not_issued_is_not_found()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        foreach (var name in new[] { draft.Name + "/quotes/1", Steps.Customer + "/amendments/DEV999999999/quotes/1" })
        {
            var refusal = await Refusal.OfAsync(Operator.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = name }), StatusCode.NotFound, "NOT_FOUND");
            Assert.Equal(name, refusal.Info.Metadata["name"]);
        }
        var malformed = await Refusal.OfAsync(
            Operator.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = draft.Name }), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(("name", "MALFORMED"), malformed.Rule);
    }

    private async Task<Quote> ReadAsync(string name) => (await Operator.Amendments.GetQuoteAsync(new GetQuoteRequest { Name = name })).Quote;
}
