using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>From the request to the order: the reseller's route, and its ends.</summary>
public sealed class SigningRouteTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Clients Operator => fixture.Server.Operator;

    private Clients Reseller => fixture.Server.Reseller;

    [Fact]
    public async Task A_customer_who_was_asked_signs_by_the_link_in_its_mail_and_the_order_exists()
    {
        var asked = await Asked.OfAsync(fixture, 71);
        Assert.Equal((AmendmentState.AwaitingSignature, SignatureState.Open), (asked.Request.Amendment.State, asked.Request.Signature.State));
        Assert.Equal(
            [AmendmentAction.Update, AmendmentAction.ResendSignature, AmendmentAction.Cancel], asked.Request.Amendment.AvailableActions);
        using var mail = await asked.MailAsync();
        using var browser = new Browser(fixture.Server.Http);
        var link = await asked.LinkAsync();
        var page = await browser.OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(asked.Quoted.Quote.PrintedNumber, page.Text, StringComparison.Ordinal);
        fixture.Server.Time.Advance(TimeSpan.FromMinutes(1));
        var done = await browser.SendAsync(page, asked.Agreed());
        Assert.Equal((HttpStatusCode.SeeOther, link), (done.Status, done.Next));
        Assert.Contains("Vous avez signé", (await browser.OpenAsync(link)).Text, StringComparison.Ordinal);

        var amendment = await Reseller.ReadAsync(asked.Quoted.Amendment.Name);
        Assert.Equal(AmendmentState.Accepted, amendment.State);
        var order = (await Reseller.Orders.GetOrderAsync(new GetOrderRequest { Name = amendment.Order }, cancellationToken: Cancellation)).Order;
        Assert.Equal((asked.Quoted.Quote.Name, $"signer:{asked.Quoted.Quote.Number}/1", false), (order.Quote, order.Acceptance.AcceptedBy, order.Acceptance.OnBehalfOfCustomer));

        var signature = await asked.ReadAsync();
        Assert.Equal(SignatureState.Signed, signature.State);
        Assert.True(signature.SendTime is not null && signature.OpenTime < signature.AnswerTime);
        using var copy = await fixture.Mailbox.WaitAsync($"{asked.Id}.signed.1.1");
        Assert.Contains(order.Number, copy.TextBody, StringComparison.Ordinal);
        await using var storage = fixture.Server.OpenStorage();
        var kept = await storage.SignatureRequests.SingleAsync(r => r.AmendmentNumber == asked.Quoted.Quote.Number, Cancellation);
        Assert.Equal(("Claire Dubois", "Gérante", "127.0.0.1", 1 + asked.Quoted.Quote.Documents.Count), (kept.SignedName, kept.SignedCapacity, kept.AnsweredFrom, kept.AgreedTexts.Count));
        Assert.Equal(kept.AnsweredAt, kept.ShownAt + TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["Create", "IssueQuote", "RequestSignature", "Sign"],
            await storage.StateChanges.Where(c => c.Subject == asked.Quoted.Quote.Number).OrderBy(c => c.Sequence).Select(c => c.Action).ToListAsync(Cancellation));
        var told = await storage.AuditEntries.Where(e => e.Subject == asked.Quoted.Amendment.Name).OrderBy(e => e.Sequence).Select(e => $"{e.Action} {e.Role}").ToListAsync(Cancellation);
        Assert.Superset(
            new HashSet<string> { "RequestSignature Reseller", "SendSignatureLink Service", "OpenSigningPage Signer", "Sign Signer", "SendSignedQuote Service" }, told.ToHashSet());
    }

    [Fact]
    public async Task The_mail_has_the_kept_pdf_the_documents_and_the_figures_of_the_quote()
    {
        var asked = await Asked.OfAsync(fixture, 72);
        using var mail = await asked.MailAsync();
        Assert.Equal("Claire Dubois <claire.dubois@client.example>", Assert.Single(mail.To.Mailboxes).ToString(false).Replace("\"", "", StringComparison.Ordinal));
        Assert.Contains(asked.Quoted.Quote.PrintedNumber, mail.Subject, StringComparison.Ordinal);
        var files = mail.Attachments.Cast<MimePart>().Select(Content).ToArray();
        Assert.Equal(
            [asked.Request.Signature.QuoteSha256, .. asked.Quoted.Quote.Documents.Select(d => d.Sha256)], files.Select(f => Convert.ToHexStringLower(SHA256.HashData(f))));
        var figures = asked.Quoted.Quote.Recap.WholeTotals;
        foreach (var amount in (Google.Type.Money[])[figures.Recurring.Net, figures.Recurring.Gross])
        {
            var printed = Server.Quotes.Printed.French.Monthly(amount.Value());
            Assert.Contains(printed, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(printed, WebUtility.HtmlDecode(mail.HtmlBody), StringComparison.Ordinal);
        }
    }

    private static byte[] Content(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content, Cancellation);
        return content.ToArray();
    }

    [Fact]
    public async Task A_refusal_ends_the_amendment_and_its_reason_reaches_who_asked()
    {
        var asked = await Asked.OfAsync(fixture, 73);
        using var browser = new Browser(fixture.Server.Http);
        var link = await asked.LinkAsync();
        var page = await browser.OpenAsync(link);
        var done = await browser.SendAsync(page, ("do", "decline"), ("reason", "Trop cher\npour <nous>"));
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Contains("Vous avez refusé", (await browser.OpenAsync(link)).Text, StringComparison.Ordinal);
        var signature = await asked.ReadAsync();
        Assert.Equal((SignatureState.Declined, "Trop cher\npour <nous>"), (signature.State, signature.DeclineReason));
        Assert.Equal(AmendmentState.Declined, (await Reseller.ReadAsync(asked.Quoted.Amendment.Name)).State);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(page, asked.Agreed())).Status);
        Assert.Equal(SignatureState.Declined, (await asked.ReadAsync()).State);
    }

    [Theory]
    [InlineData("revised", SignatureState.Revised, AmendmentState.Draft)]
    [InlineData("cancelled", SignatureState.Cancelled, AmendmentState.Cancelled)]
    [InlineData("validated", SignatureState.Validated, AmendmentState.Accepted)]
    [InlineData("expired", SignatureState.Expired, AmendmentState.Expired)]
    public async Task What_ends_or_changes_the_amendment_closes_the_link(string how, SignatureState signature, AmendmentState state)
    {
        var asked = await Asked.OfAsync(fixture, 74);
        using var browser = new Browser(fixture.Server.Http);
        var link = await asked.LinkAsync();
        var page = await browser.OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var amendment = asked.Request.Amendment;
        switch (how)
        {
            case "revised":
                await Reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(amendment, new Amendment { Lines = { Steps.Want("SDA_FULL", 75) } }, "lines"), cancellationToken: Cancellation);
                break;
            case "cancelled":
                await Reseller.CancelAsync(amendment);
                break;
            case "validated":
                var validation = Steps.ValidationOf(asked.Quoted);
                validation.Etag = amendment.Etag;
                await Operator.Amendments.ValidateAsync(validation, cancellationToken: Cancellation);
                break;
            default:
                await using (var storage = fixture.Server.OpenStorage())
                {
                    var past = fixture.Server.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
                    await storage.Amendments.Where(a => a.Number == asked.Quoted.Quote.Number).ExecuteUpdateAsync(a => a.SetProperty(x => x.ExpiresAt, past), Cancellation);
                }
                break;
        }
        var closed = await browser.OpenAsync(link);
        var unknown = await browser.OpenAsync(new Uri(fixture.Server.Http, $"sign/{new string('A', 43)}"));
        Assert.Equal((HttpStatusCode.NotFound, unknown.Status, unknown.Text), (closed.Status, HttpStatusCode.NotFound, closed.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(page, asked.Agreed())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(new Uri($"{link}/devis.pdf"))).Status);
        Assert.Equal(signature, (await asked.ReadAsync()).State);
        fixture.Server.Time.Advance(TimeSpan.FromMinutes(5));
        if (how == "expired")
            await WaitForAsync(asked, "Expired");
        Assert.Equal(state, (await Reseller.ReadAsync(asked.Quoted.Amendment.Name)).State);
    }

    /// <summary>Time ends what waits for a signature by itself: whoever watches is told without looking.</summary>
    private async Task WaitForAsync(Asked asked, string state)
    {
        for (var i = 0; i < 200; i++)
        {
            await using var storage = fixture.Server.OpenStorage();
            if (await storage.StateChanges.AnyAsync(c => c.Subject == asked.Quoted.Quote.Number && c.To == state, Cancellation))
                return;
            await Task.Delay(50, Cancellation);
        }
        Assert.Fail($"{asked.Quoted.Quote.Number} is not {state}.");
    }

    [Fact]
    public async Task Another_link_takes_the_place_of_the_first_and_may_go_to_another_signer()
    {
        var asked = await Asked.OfAsync(fixture, 76);
        var first = await asked.LinkAsync();
        var other = new Signer { DisplayName = "Paul Roux", Email = "paul.roux@client.example", Capacity = "Director", Language = SignerLanguage.English };
        var again = await Reseller.Amendments.ResendSignatureAsync(
            new ResendSignatureRequest { Name = asked.Request.Amendment.Name, Etag = asked.Request.Amendment.Etag, RequestId = Steps.NewId(), Signer = other }, cancellationToken: Cancellation);
        Assert.Equal((2, other.Email), (again.Signature.LinkNumber, again.Signature.Signer.Email));
        using var browser = new Browser(fixture.Server.Http);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(first)).Status);
        var second = await asked.LinkAsync(2);
        var page = await browser.OpenAsync(second);
        Assert.Contains("Sign the quote", page.Text, StringComparison.Ordinal);
        foreach (var words in (string[])["Quote issued on", "Total gross", "a/ initial offer", "Each: setup", "End customer", "Billing: in advance"])
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        foreach (var words in (string[])["Total TTC", "inclus<", "/mois", "L’unité", "Facturation", "Abo/"])
            Assert.DoesNotContain(words, page.Text, StringComparison.Ordinal);
        Assert.Contains("Total gross: ", (await asked.MailAsync(2)).TextBody, StringComparison.Ordinal);
        Assert.Contains("Signer le devis", (await browser.OpenAsync(new Uri($"{second}?lang=fr"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(page, asked.Agreed("Paul Roux"))).Status);
        Assert.Equal(SignatureState.Signed, (await asked.ReadAsync()).State);
    }
}
