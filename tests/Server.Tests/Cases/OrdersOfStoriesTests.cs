using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using MimeKit;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Tests.OrderX;
using MyOpenIP.Server.Tests.Quotes;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Cases;

/// <summary>
/// Every story that can be ordered, quoted, signed by its customer and ordered: the order is the accepted quote, its PDF, its page,
/// the mail that asked for the signature, the page on which it was given, what the evidence names and its Order-X, to the cent. One
/// that cannot is refused.
/// </summary>
public sealed partial class OrdersOfStoriesTests(StoryServer stories) : IClassFixture<StoryServer>
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
            await Assert.ThrowsAsync<RpcException>(async () => await stories.Seller.RequestSignatureAsync(await stories.Operator.QuoteAsync(await stories.DraftAsync(request))));
            return;
        }
        var quoted = await stories.Operator.QuoteAsync(await stories.DraftAsync(request));
        var order = await SignAsync(story, quoted, outcome);
        var known = RecapMessages.Recap(outcome, request.Contract.Policies.Proration, quoted.Quote.Documents, quoted.Quote.Fingerprint);
        (known.CatalogueVersion, known.TaxTableVersion) = (quoted.Quote.Recap.CatalogueVersion, quoted.Quote.Recap.TaxTableVersion);
        Assert.Equal(known, quoted.Quote.Recap);

        var totals = quoted.Quote.Recap.WholeTotals;
        AssertSum(totals.Setup, order, V1.ChargeKind.Setup);
        AssertSum(totals.Recurring, order, V1.ChargeKind.Recurring);
        AssertSum(totals.FirstPeriod, order, V1.ChargeKind.FirstPeriod);
        AssertSum(totals.EarlyReductionFee, order, V1.ChargeKind.EarlyReductionFee);

        var pdf = (await DownloadQuoteTests.DownloadAsync(stories.Operator, quoted.Quote.Name)).Content;
        ExpectedFigures.AssertIn(PdfReading.Texts(pdf), outcome, $"{story}: the PDF");
        using (var evidence = JsonDocument.Parse(await EvidenceAsync(quoted.Quote.Name)))
            Assert.Equal((Sha256Hex.Of(pdf), order.Name), (evidence.RootElement.GetProperty("quoteSha256").GetString(), evidence.RootElement.GetProperty("order").GetString()));
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

    /// <summary>Has the customer sign by the link in its mail; the mail, as text and as HTML, and the page show the figures, and the PDF joined is the quote's.</summary>
    private async Task<Order> SignAsync(string story, IssueQuoteResponse quoted, PricedAmendment outcome)
    {
        await stories.Seller.RequestSignatureAsync(quoted);
        using var mail = await stories.Mailbox.WaitAsync($"{quoted.Quote.Number}.1.link.1.1");
        ExpectedFigures.AssertIn([.. Amount().Matches(PdfReading.Plain(mail.TextBody!)).Select(m => m.Value)], ExpectedFigures.OfTotals(outcome), $"{story}: the mail");
        ExpectedFigures.AssertIn(Texts(mail.HtmlBody!), ExpectedFigures.OfTotals(outcome), $"{story}: the mail as HTML");
        using var joined = new MemoryStream();
        await mail.Attachments.OfType<MimePart>().First().Content!.DecodeToAsync(joined, TestContext.Current.CancellationToken);
        Assert.Equal((await DownloadQuoteTests.DownloadAsync(stories.Operator, quoted.Quote.Name)).Content, joined.ToArray());

        using var browser = new Browser(stories.Http);
        var page = await browser.OpenAsync(new Uri(stories.Http, Mailbox.LinkIn(mail).AbsolutePath));
        ExpectedFigures.AssertIn(Texts(page.Text), outcome, $"{story}: the page of the signer");
        var done = await browser.SendAsync(
            page, [("do", "sign"), ("name", "Claire Dubois"), ("capacity", "Gérante"), ("commitment", "yes"), .. quoted.Quote.Documents.Select((_, i) => ("document", $"{i}"))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var amendment = await stories.Seller.ReadAsync(quoted.Amendment.Name);
        return (await stories.Seller.Orders.GetOrderAsync(new GetOrderRequest { Name = amendment.Order }, cancellationToken: TestContext.Current.CancellationToken)).Order;
    }

    private async Task<byte[]> EvidenceAsync(string quote)
    {
        using var call = stories.Seller.Amendments.DownloadEvidence(new DownloadEvidenceRequest { Name = quote, Format = EvidenceFormat.Json }, cancellationToken: TestContext.Current.CancellationToken);
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            part.Content.WriteTo(content);
        return content.ToArray();
    }

    private static IReadOnlyList<string> Texts(string html) => QuoteFiguresTests.Texts("<body>" + html[html.IndexOf("<body", StringComparison.Ordinal)..]);

    [GeneratedRegex(@"-?\d[\d ]*,\d+ €(?:/mois)?")]
    private static partial Regex Amount();

    private static void AssertSum(ChargeTotal total, Order order, V1.ChargeKind kind) =>
        Assert.Equal((kind, total.Net.Value()), (kind, order.Charges.Where(c => c.Kind == kind).Sum(c => c.Net.Value())));
}
