using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Commands;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>The command that ends what ran out of time: a second door to the operations of the API.</summary>
public sealed class ExpireCommandTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_drafts_and_quotes_whose_time_has_run_out_once_and_leaves_the_others()
    {
        var (draftOffer, quoteOffer, freshOffer) = (fixture.NextOffer(), fixture.NextOffer(), fixture.NextOffer());
        var draft = await Operator.CreateAsync(draftOffer);
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(quoteOffer, Steps.Want("SDA_FULL", 90)));
        fixture.Server.Time.Advance(TimeSpan.FromDays(20));
        var fresh = await Operator.CreateAsync(freshOffer);
        Assert.Equal("0 amendments ended: their time had run out.", await RunAsync());
        fixture.Server.Time.Advance(TimeSpan.FromDays(15));
        var seen = await Operator.ReadAsync(draft.Name);

        Assert.Equal("2 amendments ended: their time had run out.", await RunAsync());
        Assert.Equal("0 amendments ended: their time had run out.", await RunAsync());
        Assert.Equal((AmendmentState.Expired, AmendmentState.Expired), (seen.State, (await Operator.ReadAsync(draft.Name)).State));
        Assert.Equal(quoted.Quote.Recap, (await Operator.ReadAsync(quoted.Amendment.Name)).Recap);
        Assert.Equal(AmendmentState.Draft, (await Operator.ReadAsync(fresh.Name)).State);

        // Written down by the service, once for each, and the offers are free.
        await using var storage = fixture.Server.OpenStorage();
        var numbers = new[] { draft.Name.Split('/')[3], quoted.Quote.Number };
        Assert.Equal(
            [("Draft", "Expired", "Expire", "service"), ("Quoted", "Expired", "Expire", "service")],
            (await storage.StateChanges.Where(c => numbers.Contains(c.Subject) && c.To == "Expired").ToListAsync(Cancellation))
                .Select(c => (c.From, c.To, c.Action, c.Actor)).Order());
        Assert.Equal(2, await storage.AuditEntries.CountAsync(e => e.Action == "Expire" && e.Role == "Service", Cancellation));
        Assert.Null((await storage.ContractedOffers.SingleAsync(o => draftOffer.EndsWith("/" + o.Reference), Cancellation)).OpenAmendment);
        Assert.Equal(AmendmentState.Draft, (await Operator.CreateAsync(quoteOffer)).State);
    }

    private async Task<string> RunAsync()
    {
        await using var output = new StringWriter();
        await ExpireCommand.RunAsync(fixture.Server.Parts, output, Cancellation);
        return output.ToString().TrimEnd();
    }
}
