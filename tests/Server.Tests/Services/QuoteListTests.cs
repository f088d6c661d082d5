using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class QuoteListTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Quotes_are_listed_the_latest_revision_first_without_their_recap()
    {
        var issued = await IssueAsync(fixture.NextOffer(), revisions: 3);
        var quotes = (await Operator.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = issued[0].Amendment.Name })).Quotes;

        Assert.Equal([3, 2, 1], quotes.Select(q => q.Revision));
        Assert.Equal([true, false, false], quotes.Select(q => q.Current));
        foreach (var (quote, answer) in quotes.Zip(issued.Reverse<IssueQuoteResponse>()))
        {
            var expected = answer.Quote.Clone();
            (expected.Recap, expected.Current) = (null, quote.Current);
            Assert.Equal(expected, quote);
            Assert.Equal(2, quote.Documents.Count);
        }
    }

    [Fact]
    public async Task A_walk_over_the_pages_sees_every_quote_once()
    {
        var name = (await IssueAsync(fixture.NextOffer(), revisions: 3))[0].Amendment.Name;
        var request = new ListQuotesRequest { Parent = name, PageSize = 2 };
        var first = await Operator.Amendments.ListQuotesAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Operator.Amendments.ListQuotesAsync(request);
        Assert.Equal([3, 2, 1], first.Quotes.Concat(second.Quotes).Select(q => q.Revision));
        Assert.Empty(second.NextPageToken);

        var other = (await Operator.CreateAsync(fixture.NextOffer())).Name;
        await Refusal.OfAsync(
            Operator.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = other, PageToken = first.NextPageToken }),
            StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        await Refusal.OfAsync(fixture.Server.Reseller.Amendments.ListQuotesAsync(request), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        Assert.Empty((await Operator.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = other })).Quotes);
    }

    [Fact]
    public async Task A_quote_is_current_until_the_amendment_no_longer_rests_on_it()
    {
        var quoted = (await IssueAsync(fixture.NextOffer(), revisions: 1))[0];
        Assert.True(await IsCurrentAsync(quoted));
        var order = (await Operator.ValidateAsync(quoted)).Order;
        Assert.True(await IsCurrentAsync(quoted));
        await Operator.DeliverAsync(order);
        Assert.True(await IsCurrentAsync(quoted));

        var givenUp = (await IssueAsync(fixture.NextOffer(), revisions: 1))[0];
        await Operator.CancelAsync(givenUp.Amendment);
        Assert.False(await IsCurrentAsync(givenUp));
        var expired = (await IssueAsync(fixture.NextOffer(), revisions: 1))[0];
        fixture.Server.Time.SetUtcNow(expired.Quote.ExpireTime.ToDateTimeOffset());
        Assert.False(await IsCurrentAsync(expired));
    }

    private async Task<bool> IsCurrentAsync(IssueQuoteResponse quoted) =>
        Assert.Single((await Operator.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = quoted.Amendment.Name })).Quotes).Current;

    private async Task<List<IssueQuoteResponse>> IssueAsync(string offer, int revisions)
    {
        var issued = new List<IssueQuoteResponse> { await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 100))) };
        while (issued.Count < revisions)
        {
            var update = Steps.UpdateOf(issued[^1].Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 100 + issued.Count) } }, "lines");
            issued.Add(await Operator.QuoteAsync((await Operator.Amendments.UpdateAmendmentAsync(update)).Amendment));
        }
        return issued;
    }
}
