using Google.Type;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>The figures of the portal's own screens, through the real API, under the one-shot runtime.</summary>
public sealed class GoldenCasesUnderOneShot(ServerFixture fixture) : GoldenCases(fixture), IClassFixture<ServerFixture>;

/// <summary>And under NRules.</summary>
public sealed class GoldenCasesUnderNRules(NRulesServerFixture fixture) : GoldenCases(fixture), IClassFixture<NRulesServerFixture>;

/// <summary>The figures, whatever evaluates the rules.</summary>
public abstract class GoldenCases(ServerFixture fixture)
{
    [Theory]
    [InlineData(Steps.SipTrunkAtSix, 6.00, 3.00)]
    [InlineData(Steps.SipTrunkAtFour, 4.00, 5.00)]
    public async Task SipTrunkTouch_plus_two(string offer, decimal before, decimal change)
    {
        var recap = (await fixture.Server.Operator.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest
        {
            ContractedOffer = offer,
            Lines = { Steps.Want("APPEL_SIMULTANE", 3) },
        })).Recap;

        var line = Assert.Single(recap.Lines);
        Assert.Equal("Appel(s) simu(s) SIP - Compteur", line.ProductName);
        Assert.Equal((1, 2, 3), (line.InitialQuantity, line.ChangeQuantity, line.FinalQuantity));
        Assert.Equal((before, 9.00m), (line.MonthlyBefore.Value(), line.MonthlyAfter.Value()));
        AssertTotal(recap.WholeTotals.Setup, 0m, 0m, 0m);
        AssertTotal(recap.WholeTotals.Recurring, 9.00m, 1.80m, 10.80m);
        Assert.Equal(change, recap.ChangeTotals.Recurring.Net.Value());
    }

    [Fact]
    public async Task MetaCentrex_opening_the_quote()
    {
        var draft = await fixture.Server.Operator.CreateAsync(Steps.MetaCentrex);

        Assert.Equal(
            [("Licence MetaCentrex SDA simple", 10.00m, 9.90m, 0), ("Licence MetaCentrex SDA Full", 20.00m, 18.90m, 1), ("Licence MetaCentrex SDA Full (avec prédécroché & gestion horaire)", 20.00m, 21.80m, 1)],
            draft.Recap.Lines.Select(l => (l.ProductName, l.SetupUnitPrice.Value(), l.RecurringUnitPrice.Value(), l.InitialQuantity)));
        Assert.Equal(40.70m, draft.Recap.WholeTotals.Recurring.Net.Value());
        AssertTotal(draft.Recap.ChangeTotals.Setup, 0m, 0m, 0m);
        AssertTotal(draft.Recap.ChangeTotals.Recurring, 0m, 0m, 0m);
        Assert.False(draft.Recap.CanBeQuoted);
        var refusal = await Refusal.OfAsync(fixture.Server.Operator.Amendments.IssueQuoteAsync(Steps.QuoteOf(draft)));
        Assert.Contains("NO_CHANGE", refusal.Preconditions);
        await fixture.Server.Operator.CancelAsync(draft);
    }

    [Fact]
    public async Task OC138637_in_the_list()
    {
        var list = (await fixture.Server.Operator.ContractedOffers.ListContractedOffersAsync(
            new ListContractedOffersRequest { Parent = Steps.Customer })).ContractedOffers.ToDictionary(o => o.Reference);

        var offer = list["OC138637"];
        Assert.Equal(
            ("Charlotte M.", "COM16444", "LILLE", new Date { Year = 2017, Month = 11, Day = 22 }, ContractedOfferState.Delivered, OrderType.Creation),
            (offer.OrderManagementOwner, offer.OrderReference, offer.InstallationSite.Address.City, offer.DeliveredOn, offer.State, offer.OrderType));
        Assert.Contains("OC150943", list.Keys);
        Assert.Equal(("", ""), (list["OC94529"].OrderManagementOwner, list["OC94529"].OrderReference));
    }

    private static void AssertTotal(ChargeTotal total, decimal net, decimal vat, decimal gross) =>
        Assert.Equal((net, vat, gross), (total.Net.Value(), total.VatTotal.Value(), total.Gross.Value()));
}
