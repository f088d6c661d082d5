using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class ExpiryTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_quote_binds_for_the_days_of_the_policy_and_not_after()
    {
        var offer = fixture.NextOffer();
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 80)));
        Assert.Equal(fixture.Server.Time.GetUtcNow().Date.AddDays(31).AddHours(-1), quoted.Quote.ExpireTime.ToDateTime());
        fixture.Server.Time.SetUtcNow(quoted.Quote.ExpireTime.ToDateTimeOffset().AddSeconds(-1));
        Assert.Equal(AmendmentState.Quoted, (await Operator.ReadAsync(quoted.Amendment.Name)).State);

        fixture.Server.Time.Advance(TimeSpan.FromSeconds(1));
        var expired = await Operator.ReadAsync(quoted.Amendment.Name);
        Assert.Equal(AmendmentState.Expired, expired.State);
        Assert.Empty(expired.AvailableActions);
        Assert.Equal(quoted.Quote.Recap, expired.Recap);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.ValidateAsync(Steps.ValidationOf(quoted)), StatusCode.FailedPrecondition, "QUOTE_EXPIRED");
        Assert.Equal(quoted.Quote.ExpireTime.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ssZ", null), refusal.Info.Metadata["expire_time"]);
        await Refusal.OfAsync(
            Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(quoted.Amendment, new Amendment(), "comment")),
            StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
    }

    [Fact]
    public async Task A_draft_left_for_thirty_days_expires_and_makes_room_for_the_next()
    {
        var offer = fixture.NextOffer();
        var draft = await Operator.CreateAsync(offer);
        fixture.Server.Time.Advance(TimeSpan.FromDays(29));
        draft = (await Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment { Comment = "still here" }, "comment"))).Amendment;
        fixture.Server.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(AmendmentState.Draft, (await Operator.ReadAsync(draft.Name)).State);
        fixture.Server.Time.Advance(TimeSpan.FromDays(1));

        var expired = await Operator.ReadAsync(draft.Name);
        Assert.Equal(AmendmentState.Expired, expired.State);
        Assert.Null(expired.Recap);
        Assert.Empty((await Operator.ReadOfferAsync(offer)).OpenAmendment);
        var next = await Operator.CreateAsync(offer);
        Assert.NotEqual(draft.Name, next.Name);
        await using var storage = fixture.Server.OpenStorage();
        var number = draft.Name.Split('/')[3];
        var last = await storage.StateChanges.Where(c => c.Subject == number).OrderByDescending(c => c.Sequence).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("Draft", "Expired"), (last.From, last.To));
    }

    [Fact]
    public async Task The_quote_of_a_reduction_at_the_end_of_the_period_expires_before_it_takes_effect()
    {
        var (offer, held) = await ReducibleOfferAsync();
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", held - 1)));
        var takesEffectOn = quoted.Quote.Recap.Lines.Single(l => l.Product == "SDA_FULL").TakesEffectOn;
        Assert.Equal(1, takesEffectOn.Day);
        var expires = TimeZoneInfo.ConvertTime(quoted.Quote.ExpireTime.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        Assert.Equal(
            (takesEffectOn.Year, takesEffectOn.Month, takesEffectOn.Day, 0),
            (expires.Year, expires.Month, expires.Day, expires.Hour));
    }

    private async Task<(string Offer, int Held)> ReducibleOfferAsync()
    {
        await using var storage = fixture.Server.OpenStorage();
        var found = await storage.ContractedOffers.Include(o => o.Versions).Include(o => o.Products)
            .Where(o => o.Reseller == "sud-connect" && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered).ToListAsync();
        var offer = found.First(o => ContractStore.ToContract(o, o.Versions[0]) is { Commitment: null, Billing: { PeriodMonths: 1, Day: 1 } }
            && o.Products.Exists(p => p is { ProductCode: "SDA_FULL", Quantity: > 2 }));
        return ($"customers/{offer.CustomerId}/contractedOffers/{offer.Reference}", offer.Products.Single(p => p.ProductCode == "SDA_FULL").Quantity);
    }
}
