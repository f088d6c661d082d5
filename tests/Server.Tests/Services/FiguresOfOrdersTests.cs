using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What is quoted is what is accepted, delivered, and read on any day.</summary>
public sealed class FiguresOfOrdersTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private DateOnly Today => DateOnly.FromDateTime(fixture.Server.Time.GetUtcNow().Date);

    [Fact]
    public async Task Units_ordered_in_advance_cost_nothing_before_their_day()
    {
        var offer = fixture.NextOffer();
        var before = await Operator.ReadOfferAsync(offer);
        var day = Today.AddMonths(2);
        var creation = Steps.Creation(offer, Steps.Want("SDA_FULL", 90));
        creation.Amendment.Contacts.Add(Steps.OnSite);
        creation.Amendment.EffectiveDate = ToProto(day);
        var draft = (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment;
        var after = draft.Recap.WholeTotals.Recurring.Net;
        var delivered = (await Operator.DeliverAsync((await Operator.ValidateAsync(await Operator.QuoteAsync(draft))).Order)).ContractedOffer;

        Assert.NotEqual(before.MonthlyAmount, after);
        Assert.Equal(before.MonthlyAmount, delivered.MonthlyAmount);
        Assert.Equal(before.Lines.Select(l => l.MonthlyAmount), delivered.Lines.Select(l => l.MonthlyAmount));
        Assert.Equal(before.MonthlyAmount, await MonthlyAsync(offer, day.AddDays(-1)));
        Assert.Equal(after, await MonthlyAsync(offer, day));
    }

    [Fact]
    public async Task Units_taken_at_the_end_of_the_period_cost_until_then()
    {
        var offer = fixture.NextOffer();
        var more = (await Operator.DeliverAsync((await Operator.ValidateAsync(
            await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 90))))).Order)).ContractedOffer;
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 89)));
        var boundary = quoted.Quote.Recap.Lines.Single(l => l.ChangeQuantity < 0).TakesEffectOn;
        var fewer = (await Operator.DeliverAsync((await Operator.ValidateAsync(quoted)).Order)).ContractedOffer;

        Assert.Equal(more.MonthlyAmount, fewer.MonthlyAmount);
        Assert.Equal(quoted.Quote.Recap.WholeTotals.Recurring.Net, await MonthlyAsync(offer, new DateOnly(boundary.Year, boundary.Month, boundary.Day)));
    }

    [Fact]
    public async Task A_draft_and_its_quote_show_the_documents_in_one_order()
    {
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 90));
        var quoted = await Operator.QuoteAsync(draft);
        Assert.Equal(draft.Recap.Fingerprint, quoted.Quote.Fingerprint);
        Assert.Equal(draft.Recap.AcceptanceConditions, quoted.Quote.Recap.AcceptanceConditions);
        Assert.True(quoted.Quote.Documents.Count > 1);
        Assert.Equal(quoted.Quote.Documents, draft.Recap.AcceptanceConditions[0].Documents);
    }

    [Fact]
    public async Task A_document_that_the_quote_does_not_have_is_not_accepted()
    {
        var validation = Steps.ValidationOf(await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 90))));
        validation.AcceptedDocuments.Add(new AcceptedDocument { Code = "OTHER", Version = "1", Sha256 = new string('0', 64) });
        var refusal = await Refusal.OfAsync(Operator.Amendments.ValidateAsync(validation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["accepted_documents[2]"], refusal.Fields);
    }

    [Fact]
    public void The_consent_names_the_units_and_the_day_that_the_amendment_gives_them()
    {
        var text = AcceptanceTexts.LongerCommitment(new CommitmentExtension(new DateOnly(2027, 11, 23), [new("A", "Licence", 2), new("B", "Appel", 1)]));
        Assert.Equal("Le client accepte expressément que l'engagement de 2 x Licence, 1 x Appel coure jusqu'au 23/11/2027 inclus.", text.French);
        Assert.Equal("The customer expressly consents that the commitment of 2 x Licence, 1 x Appel runs until 2027-11-23 inclusive.", text.English);
    }

    [Fact]
    public void More_than_can_be_counted_is_refused_and_named()
    {
        var pricing = fixture.Server.Parts.GetRequiredService<AmendmentPricing>();
        var request = Bench.Requests.TypicalRequest.Of(1, 2);
        var refused = Assert.Throws<Fault>(() => pricing.Price(request with { Wanted = [request.Wanted[0] with { FinalQuantity = Bounds.MostUnits + 1 }] }));
        Assert.Equal(("wanted[0].finalQuantity", "NOT_PRICEABLE"), (Assert.Single(refused.Fields).Field, refused.Fields[0].Rule));
    }

    private async Task<Google.Type.Money> MonthlyAsync(string offer, DateOnly day) =>
        (await Operator.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = offer, Date = ToProto(day) })).ContractedOffer.MonthlyAmount;

    private static Google.Type.Date ToProto(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
