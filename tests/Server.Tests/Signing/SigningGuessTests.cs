using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>Many at one link, and many at links that there are not.</summary>
public sealed class SigningGuessTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_hundred_simultaneous_signatures_one_succeeds_and_there_is_one_order()
    {
        var asked = await Asked.OfAsync(fixture, 81);
        var link = await asked.LinkAsync();
        using var reader = new Browser(fixture.Server.Http);
        var page = await reader.OpenAsync(link);
        var browsers = Enumerable.Range(0, 100).Select(i => new Browser(fixture.Server.Http, $"127.0.1.{i + 1}")).ToArray();
        var answers = await Task.WhenAll(browsers.Select(b => b.SendAsync(page, asked.Agreed())));
        Assert.Contains(answers, a => a.Status is HttpStatusCode.SeeOther);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.SeeOther or HttpStatusCode.TooManyRequests, $"{a.Status}"));
        await using var storage = fixture.Server.OpenStorage();
        Assert.Single(await storage.Orders.Where(o => o.AmendmentNumber == asked.Quoted.Quote.Number).ToListAsync(Cancellation));
        Assert.Single(await storage.StateChanges.Where(c => c.Subject == asked.Quoted.Quote.Number && c.Action == "Sign").ToListAsync(Cancellation));
        Assert.Equal(SignatureState.Signed, (await asked.ReadAsync()).State);
        foreach (var browser in browsers)
            browser.Dispose();
    }

    [Fact]
    public async Task To_look_fifty_times_consumes_nothing_and_is_noted_once()
    {
        var asked = await Asked.OfAsync(fixture, 82);
        var link = await asked.LinkAsync();
        using var browser = new Browser(fixture.Server.Http);
        for (var i = 0; i < 50; i++)
        {
            var shown = await browser.OpenAsync(link);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.Contains("no-store", shown.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", shown.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-referrer", shown.Headers["Referrer-Policy"]);
            Assert.False(shown.Headers.ContainsKey("Set-Cookie"));
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(new Uri($"{link}/devis.pdf"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(new Uri($"{link}/documents/0"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(new Uri($"{link}/documents/99"))).Status);
        await using (var storage = fixture.Server.OpenStorage())
            Assert.Single(await storage.AuditEntries.Where(e => e.Subject == asked.Quoted.Amendment.Name && e.Action == "OpenSigningPage").ToListAsync(Cancellation));
        Assert.Equal(HttpStatusCode.SeeOther, (await asked.SignAsync(browser, link)).Status);
    }

    [Fact]
    public async Task A_form_without_its_seal_of_another_link_too_old_or_from_another_site_signs_nothing()
    {
        var (asked, other) = (await Asked.OfAsync(fixture, 83), await Asked.OfAsync(fixture, 84));
        var (link, otherLink) = (await asked.LinkAsync(), await other.LinkAsync());
        using var browser = new Browser(fixture.Server.Http);
        var (page, otherPage) = (await browser.OpenAsync(link), await browser.OpenAsync(otherLink));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(page, [("form", ""), .. asked.Agreed()])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(otherPage with { Address = link }, asked.Agreed())).Status);
        using (var http = new HttpClient())
        {
            using var form = new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent([]) };
            form.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var answer = await http.SendAsync(form, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        fixture.Server.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(page, asked.Agreed())).Status);
        Assert.Equal(SignatureState.Open, (await asked.ReadAsync()).State);

        // What is missing is named, and what was filled in stays.
        var incomplete = await browser.SendAsync(await browser.OpenAsync(link), ("do", "sign"), ("name", "Claire <b>Dubois</b>"), ("capacity", ""), ("document", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, incomplete.Status);
        Assert.Contains("Claire &lt;b&gt;Dubois", incomplete.Text, StringComparison.Ordinal);
        Assert.Contains("en quelle qualité", incomplete.Text, StringComparison.Ordinal);
        var unticked = await browser.SendAsync(await browser.OpenAsync(link), ("do", "sign"), ("name", "Claire Dubois"), ("capacity", "Gérante"), ("document", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, unticked.Status);
        Assert.Contains("role=\"alert\"", unticked.Text, StringComparison.Ordinal);
        Assert.Equal(SignatureState.Open, (await asked.ReadAsync()).State);
    }

    [Fact]
    public async Task A_link_that_the_reseller_hands_on_signs_only_with_the_code_that_the_signer_gets()
    {
        var reseller = fixture.Server.As("Dev reseller:sud-connect");
        var offer = await OfferOfAsync("sud-connect");
        var asked = await Asked.OfAsync(fixture, 70, r => r.LinkDelivery = LinkDelivery.Requester, reseller, offer);
        Assert.True(asked.Request.Signature is { CodeRequired: true, Link: "" });
        var read = (await reseller.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = asked.Quoted.Quote.Name }, cancellationToken: Cancellation)).Signature;
        Assert.NotEqual("", read.Link);
        Assert.Equal("", (await fixture.Server.As("Dev diagnostics:x").Amendments.GetSignatureAsync(new GetSignatureRequest { Name = asked.Quoted.Quote.Name }, cancellationToken: Cancellation)).Signature.Link);
        Assert.Null(fixture.Mailbox.Read($"{asked.Id}.link"));

        var link = new Uri(fixture.Server.Http, new Uri(read.Link).AbsolutePath);
        using var browser = new Browser(fixture.Server.Http);
        Assert.Equal(HttpStatusCode.BadRequest, (await asked.SignAsync(browser, link)).Status);
        for (var codes = 1; codes <= 2; codes++)
        {
            var sent = await browser.SendAsync(await browser.OpenAsync(link), ("do", "code"));
            Assert.Contains("c…@client.example", sent.Text, StringComparison.Ordinal);
            var code = Mailbox.CodeIn(await fixture.Mailbox.WaitAsync($"{asked.Id}.code.1.{codes}"));
            if (codes == 1)
            {
                // Five wrong ones, and the right one is void.
                for (var i = 0; i < 5; i++)
                    Assert.Equal(HttpStatusCode.BadRequest, (await asked.SignAsync(browser, link, code == "00000000" ? "11111111" : "00000000")).Status);
                Assert.Equal(HttpStatusCode.BadRequest, (await asked.SignAsync(browser, link, code)).Status);
                Assert.Equal(SignatureState.Open, (await asked.ReadAsync()).State);
                continue;
            }
            Assert.Equal(HttpStatusCode.SeeOther, (await asked.SignAsync(browser, link, code)).Status);
        }
        Assert.Equal(SignatureState.Signed, (await asked.ReadAsync()).State);
        await using var storage = fixture.Server.OpenStorage();
        var kept = await storage.SignatureRequests.SingleAsync(r => r.AmendmentNumber == asked.Quoted.Quote.Number, Cancellation);
        Assert.Equal((Server.Signing.LinkDelivery.Requester, true, true), (kept.LinkDelivery, kept.CodeProvedAt is not null, kept.CodeSentAt is not null));
    }

    /// <summary>1,000 in the suite; SIGNING_GUESSES says how many in a run of its own.</summary>
    [Fact]
    public async Task Guesses_at_links_are_bounded_and_none_is_accepted()
    {
        var guesses = int.Parse(Environment.GetEnvironmentVariable("SIGNING_GUESSES") ?? "1000", CultureInfo.InvariantCulture);
        var asked = await Asked.OfAsync(fixture, 85);
        var link = await asked.LinkAsync();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 16 };
        using var http = new HttpClient(handler) { BaseAddress = fixture.Server.Http };
        var (refused, bounded) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, guesses), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (_, cancellation) =>
        {
            using var answer = await http.GetAsync(new Uri($"sign/{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}", UriKind.Relative), cancellation);
            if (answer.StatusCode is HttpStatusCode.NotFound)
                Interlocked.Increment(ref refused);
            else if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                Interlocked.Increment(ref bounded);
        });
        Assert.Equal(guesses, refused + bounded);
        Assert.InRange(refused, 1, 30);

        // Who has a link is not kept out by those who guess from the same address.
        using var browser = new Browser(fixture.Server.Http);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(link)).Status);
    }

    private async Task<string> OfferOfAsync(string reseller)
    {
        await using var storage = fixture.Server.OpenStorage();
        var offer = await storage.ContractedOffers
            .Where(o => o.Reseller == reseller && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered && o.OpenAmendment == null
                && storage.Customers.Any(c => c.Id == o.CustomerId && c.State == Server.Customers.CustomerState.Active))
            .OrderBy(o => o.ReferenceNumber).FirstAsync(Cancellation);
        return $"customers/{offer.CustomerId}/contractedOffers/{offer.Reference}";
    }
}
