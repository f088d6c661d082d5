using System.Text;
using Grpc.Core;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Tests.OrderX;
using MyOpenIP.Server.Tests.Quotes;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Cases;

/// <summary>
/// Every story that can be ordered, quoted and ordered through the wire: the order is the accepted quote, its PDF, its page and
/// its Order-X, to the cent. One that cannot is refused.
/// </summary>
public sealed class OrdersOfStoriesTests(StoryServer stories) : IClassFixture<StoryServer>
{
    private static readonly AmendmentPricer Core = new();

    /// <summary>What stands until the quote is accepted, and goes with it.</summary>
    private static readonly ViolationCode[] Accepted = [ViolationCode.DocumentsNotAccepted, ViolationCode.ConsentRequired];

    public static TheoryData<string> Stories => [.. CaseFiles.Names];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task What_is_ordered_is_what_was_quoted_read_and_exchanged(string story)
    {
        var request = CaseFiles.Request(story) with { Acceptance = new(false, false) };
        var outcome = Core.Price(request);
        if (!outcome.Violations.All(v => Accepted.Contains(v.Code)))
        {
            await Assert.ThrowsAsync<RpcException>(() => OrderAsync(request, outcome));
            return;
        }
        var (quoted, order) = await OrderAsync(request, outcome);
        var known = RecapMessages.Recap(outcome, request.Contract.Policies.Proration, quoted.Quote.Documents, quoted.Quote.Fingerprint);
        (known.CatalogueVersion, known.TaxTableVersion) = (quoted.Quote.Recap.CatalogueVersion, quoted.Quote.Recap.TaxTableVersion);
        Assert.Equal(known, quoted.Quote.Recap);

        var totals = quoted.Quote.Recap.WholeTotals;
        AssertSum(totals.Setup, order, V1.ChargeKind.Setup);
        AssertSum(totals.Recurring, order, V1.ChargeKind.Recurring);
        AssertSum(totals.FirstPeriod, order, V1.ChargeKind.FirstPeriod);
        AssertSum(totals.EarlyReductionFee, order, V1.ChargeKind.EarlyReductionFee);

        ExpectedFigures.AssertIn(PdfReading.Texts((await DownloadQuoteTests.DownloadAsync(stories.Operator, quoted.Quote.Name)).Content), outcome, $"{story}: the PDF");
        var page = Encoding.UTF8.GetString((await DownloadQuoteTests.DownloadAsync(stories.Operator, quoted.Quote.Name, QuoteFormat.Html)).Content);
        ExpectedFigures.AssertIn(QuoteFiguresTests.Texts(page), outcome, $"{story}: the page");
        ChargeTotal[] kinds = [totals.Setup, totals.Recurring, totals.FirstPeriod, totals.EarlyReductionFee];
        OrderXTests.AssertAmounts(
            OrderXTests.Read((await DownloadOrderTests.DownloadAsync(stories.Operator, order.Name)).Content),
            [.. order.Charges.Select(c => (c.Product, c.Quantity, c.Net.Value()))], kinds.Sum(k => k.Net.Value()), kinds.Sum(k => k.Gross.Value()));
    }

    [Fact]
    public void Most_stories_can_be_ordered() => Assert.InRange(
        CaseFiles.Names.Count(n => Core.Price(CaseFiles.Request(n) with { Acceptance = new(false, false) }).Violations.All(v => Accepted.Contains(v.Code))), 30, CaseFiles.Names.Count);

    private async Task<(IssueQuoteResponse Quoted, Order Order)> OrderAsync(PricingRequest request, PricedAmendment outcome)
    {
        var quoted = await stories.Operator.QuoteAsync(await stories.DraftAsync(request));
        var validation = Steps.ValidationOf(quoted);
        validation.CommitmentExtensionConsented = outcome.AcceptanceConditions.Contains(Pricing.AcceptanceCondition.LongerCommitment);
        return (quoted, (await stories.Operator.Amendments.ValidateAsync(validation)).Order);
    }

    private static void AssertSum(ChargeTotal total, Order order, V1.ChargeKind kind) =>
        Assert.Equal((kind, total.Net.Value()), (kind, order.Charges.Where(c => c.Kind == kind).Sum(c => c.Net.Value())));
}
