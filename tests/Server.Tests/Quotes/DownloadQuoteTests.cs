using System.Net;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Quotes;

public sealed class DownloadQuoteTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task The_PDF_of_a_quote_stays_the_same_bytes_whatever_changes_after_it()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40)));
        var (file, first) = await DownloadAsync(Operator, quoted.Quote.Name);
        Assert.Equal(($"{quoted.Quote.Number}-1.pdf", "application/pdf", (long)first.Length), (file.FileName, file.ContentType, file.SizeBytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(first)), file.Sha256);

        await using (var storage = fixture.Server.OpenStorage())
        {
            var paper = await storage.QuotePapers.SingleAsync(p => p.AmendmentNumber == quoted.Quote.Number, Cancellation);
            Assert.Equal((file.Sha256, fixture.Server.Time.GetUtcNow()), (paper.PdfSha256, paper.MadeAt));
            var customer = long.Parse(quoted.Quote.Name.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
            await storage.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(c => c.SetProperty(x => x.Name, "Another name"), Cancellation);
        }
        fixture.Server.Time.Advance(TimeSpan.FromHours(1));
        var changed = await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(quoted.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 41) } }, "lines"), cancellationToken: TestContext.Current.CancellationToken);
        var second = await Operator.QuoteAsync(changed.Amendment);

        Assert.Equal(first, (await DownloadAsync(Operator, quoted.Quote.Name)).Content);
        Assert.NotEqual(first, (await DownloadAsync(Operator, second.Quote.Name)).Content);
        await fixture.RestartAsync();
        Assert.Equal(first, (await DownloadAsync(Operator, quoted.Quote.Name)).Content);
        Assert.DoesNotContain("Another name", Encoding.UTF8.GetString((await DownloadAsync(Operator, quoted.Quote.Name, QuoteFormat.Html)).Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_attached_stands_on_the_quotes_that_were_issued_with_it_and_on_no_other()
    {
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40));
        var attached = (await Operator.UploadAsync(draft.Name, "Plan d'accès.pdf", SampleFiles.Pdf)).Attachment;
        var first = await Operator.QuoteAsync(await Operator.ReadAsync(draft.Name));
        var told = $"Plan d'accès.pdf, {attached.SizeBytes} octets";
        var (_, before) = await DownloadAsync(Operator, first.Quote.Name);
        Assert.Contains(told, PdfReading.Texts(before));
        Assert.Contains($"SHA-256 {attached.Sha256}", PdfReading.Texts(before));

        var changed = (await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(first.Amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 41) } }, "lines"), cancellationToken: Cancellation)).Amendment;
        await Operator.Amendments.DeleteAttachmentAsync(
            new DeleteAttachmentRequest { Name = attached.Name, Etag = changed.Etag, RequestId = Steps.NewId() }, cancellationToken: Cancellation);
        var second = await Operator.QuoteAsync(await Operator.ReadAsync(draft.Name));
        Assert.DoesNotContain("Pièces jointes", PdfReading.Texts((await DownloadAsync(Operator, second.Quote.Name)).Content));
        Assert.Equal(before, (await DownloadAsync(Operator, first.Quote.Name)).Content);
        var page = Encoding.UTF8.GetString((await DownloadAsync(Operator, first.Quote.Name, QuoteFormat.Html)).Content);
        Assert.Contains(told, QuoteFiguresTests.Texts(page));
    }

    [Fact]
    public async Task A_quote_that_froze_its_price_alone_gets_its_PDF_once_however_many_ask_at_once()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40)));
        await using (var storage = fixture.Server.OpenStorage())
            await storage.QuotePapers.Where(p => p.AmendmentNumber == quoted.Quote.Number).ExecuteDeleteAsync(Cancellation);
        var etag = (await Operator.ReadAsync(quoted.Amendment.Name)).Etag;

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DownloadAsync(Operator, quoted.Quote.Name)));
        Assert.Single(found.Select(f => f.File.Sha256).Distinct());
        Assert.DoesNotContain("Vendeur", PdfReading.Texts(found[0].Content));
        Assert.Contains(quoted.Quote.PrintedNumber, PdfReading.Texts(found[0].Content));
        Assert.Equal(etag, (await Operator.ReadAsync(quoted.Amendment.Name)).Etag);
    }

    [Theory]
    [InlineData(Steps.SipTrunkAtFour, "APPEL_SIMULTANE", 3)]
    [InlineData(Steps.MetaCentrex, "SDA_SIMPLE", 2)]
    public async Task What_is_ordered_is_what_the_PDF_and_the_page_of_the_quote_say(string offer, string product, int final)
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want(product, final)));
        var order = (await Operator.ValidateAsync(quoted)).Order;
        var pdf = PdfReading.Texts((await DownloadAsync(Operator, quoted.Quote.Name)).Content);
        var page = QuoteFiguresTests.Texts(Encoding.UTF8.GetString((await DownloadAsync(Operator, quoted.Quote.Name, QuoteFormat.Html)).Content));
        var monthly = Sum(ChargeKind.Recurring) + "/mois";
        foreach (var texts in (IReadOnlyList<string>[])[pdf, page])
        {
            var total = texts.SkipWhile(t => t != "Total HT").Take(6).ToArray();
            Assert.Equal((Sum(ChargeKind.Setup), monthly), (total[4], total[5]));
            Assert.Equal([Sum(ChargeKind.Setup), Sum(ChargeKind.FirstPeriod), Sum(ChargeKind.EarlyReductionFee)], texts.SkipWhile(t => t != "Total HT").Skip(1).SkipWhile(t => t != "Total HT").Skip(1).Take(3));
        }

        string Sum(ChargeKind kind) => order.Charges.Where(c => c.Kind == kind).Sum(c => c.Net.Value()).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',') + " €";
    }

    [Fact]
    public async Task A_quote_is_downloaded_over_HTTP_as_a_browser_shows_it()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40)));
        using var http = new HttpClient { BaseAddress = fixture.Server.Http };
        http.DefaultRequestHeaders.Add("authorization", "Dev operator");
        using var pdf = await http.GetAsync($"/v1/{quoted.Quote.Name}:download", Cancellation);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (pdf.StatusCode, pdf.Content.Headers.ContentType!.ToString()));
        Assert.Equal((await DownloadAsync(Operator, quoted.Quote.Name)).Content, await pdf.Content.ReadAsByteArrayAsync(Cancellation));
        using var page = await http.GetAsync($"/v1/{quoted.Quote.Name}:download?format=HTML", Cancellation);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        Assert.Contains(quoted.Quote.PrintedNumber, await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(http, $"/v1/{quoted.Quote.Name}:download?format=DOC"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(http, $"/v1/{quoted.Quote.Name}:download?formt=PDF"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, $"/v1/{quoted.Quote.Name}9:download"));
        http.DefaultRequestHeaders.Remove("authorization");
        http.DefaultRequestHeaders.Add("authorization", "Dev reseller:nord-voix");
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, $"/v1/{quoted.Quote.Name}:download"));
    }

    [Fact]
    public async Task A_quote_of_another_reseller_or_of_no_revision_is_refused()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 40)));
        var foreign = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(fixture.Server.As("Dev reseller:nord-voix"), quoted.Quote.Name));
        Assert.Equal(StatusCode.PermissionDenied, foreign.StatusCode);
        var absent = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(Operator, $"{quoted.Amendment.Name}/quotes/2"));
        Assert.Equal(StatusCode.NotFound, absent.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>The file as its messages bring it.</summary>
    internal static async Task<(QuoteFile File, byte[] Content)> DownloadAsync(Clients caller, string quote, QuoteFormat format = QuoteFormat.Unspecified)
    {
        using var call = caller.Amendments.DownloadQuote(new DownloadQuoteRequest { Name = quote, Format = format }, cancellationToken: Cancellation);
        var (file, content) = (new QuoteFile(), new MemoryStream());
        await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            Assert.Equal(content.Length == 0 && part.Content.IsEmpty, part.File is not null);
            file = part.File ?? file;
            part.Content.WriteTo(content);
        }
        return (file, content.ToArray());
    }
}
